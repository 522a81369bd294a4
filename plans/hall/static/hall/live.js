"use strict";
/* The chair's list and the projector: asks the office every few seconds, and sends the chair's taps without leaving
   the page. What somebody is writing is never replaced under the hands. */
(() => {
  const list = document.getElementById("list");
  const form = document.getElementById("questions");
  const address = (form || list).dataset.live + location.search;
  const SECONDS = 4;
  let last = "";
  let isBusy = false;

  const isWriting = () => [...list.querySelectorAll("input")].some((input) => input.value);
  const replace = (html) => {
    const open = [...list.querySelectorAll("details[open][id]")].map((details) => details.id);
    const { activeElement: focused } = document;
    const where = list.contains(focused) && focused.name ? [focused.name, focused.value] : null;
    list.innerHTML = html;
    open.forEach((id) => { const details = document.getElementById(id); if (details) details.open = true; });
    const again = where && [...list.querySelectorAll("[name]")].find((one) => one.name === where[0] && one.value === where[1]);
    if (again) again.focus({ preventScroll: true });
  };
  const ask = async () => {
    if (document.hidden || isBusy || isWriting()) return;
    try {
      const response = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      const html = response.ok ? await response.text() : "";
      document.body.classList.toggle("is-stale", !response.ok);
      if (html && html !== last && !isBusy && !isWriting()) {
        replace(html);
        last = html;
      }
    } catch {
      document.body.classList.add("is-stale");
    }
  };
  setInterval(ask, SECONDS * 1000);

  if (form) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (isBusy) return;
      isBusy = true;
      const { submitter } = event;
      const data = new FormData(form);
      data.append(submitter.name, submitter.value);
      const query = new URLSearchParams(location.search);
      query.set("live", "1");
      try {
        const response = await fetch(`${location.pathname}?${query}`, { method: "POST", body: data });
        if (!response.ok || response.redirected) throw new Error(response.statusText);
        document.body.classList.remove("is-stale");
        replace(await response.text());
        last = "";
      } catch {
        document.body.classList.add("is-stale");
      } finally {
        isBusy = false;
      }
    });
  }

  const full = document.getElementById("full");
  if (full && document.documentElement.requestFullscreen) {
    full.hidden = false;
    full.addEventListener("click", () => document.documentElement.requestFullscreen());
    document.addEventListener("fullscreenchange", () => { full.hidden = Boolean(document.fullscreenElement); });
  }
})();
