/* Counts this view once, and brings the figures of a visit counter up to date. Sets and reads no cookie. */
(() => {
  "use strict";

  const { page, count, figures } = document.currentScript.dataset;
  const wantsNoCounting = navigator.globalPrivacyControl === true || navigator.doNotTrack === "1";

  function countView() {
    if (wantsNoCounting || navigator.webdriver) return;
    const body = new URLSearchParams({ p: page });
    if (navigator.sendBeacon && navigator.sendBeacon(count, body)) return;
    fetch(count, { method: "POST", body, keepalive: true }).catch(() => {});
  }

  function show(answer) {
    const values = {
      visits: answer.visits,
      views: answer.views,
      "page-visits": answer.page?.visits,
      "page-views": answer.page?.views,
    };
    const format = new Intl.NumberFormat(document.documentElement.lang || "vi");
    for (const place of document.querySelectorAll("[data-visit-figure]")) {
      const value = values[place.dataset.visitFigure];
      // A page from a cache may be older than the answer, never the other way round.
      if (Number.isSafeInteger(value)) place.textContent = format.format(value);
    }
    for (const place of document.querySelectorAll("[data-visit-at]")) {
      const at = new Date(answer.at);
      place.dateTime = answer.at;
      place.textContent = new Intl.DateTimeFormat("en-GB", {
        hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric",
        timeZone: "Asia/Ho_Chi_Minh",
      }).formatToParts(at).reduce((text, part) => text.replace(`{${part.type}}`, part.value),
        "{hour}:{minute} {day}/{month}/{year}");
    }
  }

  async function refreshFigures() {
    if (!document.querySelector("[data-visit-figure]")) return;
    const answer = await fetch(`${figures}?p=${encodeURIComponent(page)}`, { cache: "no-store" });
    if (answer.ok) show(await answer.json());
  }

  function start() {
    countView();
    refreshFigures().catch(() => {});
  }

  // A page fetched ahead counts when somebody looks at it.
  if (document.prerendering) document.addEventListener("prerenderingchange", start, { once: true });
  else start();
})();
