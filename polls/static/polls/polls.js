// Voting in place: the ballot is fetched into the box and sent from there.
// Without this script, or when anything fails, the link and the form do the same by whole pages.
(() => {
  "use strict";
  const HEADERS = { "X-Poll-Fragment": "1" };
  const VOTED = "polls.voted";

  function remembered() {
    try {
      return JSON.parse(sessionStorage.getItem(VOTED)) || [];
    } catch {
      return [];
    }
  }

  function remember(address) {
    try {
      sessionStorage.setItem(VOTED, JSON.stringify([...new Set([...remembered(), address])]));
    } catch {
      // Storage may be forbidden; the box is then as fresh as the page.
    }
  }

  async function fragment(address, options = {}) {
    const response = await fetch(address, {
      ...options,
      headers: HEADERS,
      credentials: "same-origin",
      cache: "no-store",
    });
    const html = await response.text();
    const parsed = document.createElement("template");
    parsed.innerHTML = html;
    // Anything but a ballot screen (an error page, a proxy's notice) is left to the browser to show.
    if (!parsed.content.querySelector(".poll__result") || parsed.content.querySelector("title")) {
      throw new Error("not a ballot");
    }
    return { content: parsed.content, isTaken: response.ok };
  }

  function setUp(poll) {
    if (poll.dataset.pollReady) return;
    poll.dataset.pollReady = "1";
    const content = poll.querySelector("[data-poll-content]");
    const status = poll.querySelector("[data-poll-status]");
    const address = poll.dataset.pollBox;
    content.tabIndex = -1;

    function show(part) {
      const notice = part.querySelector("[data-poll-notice]");
      const message = notice ? notice.textContent.replace(/\s+/g, " ").trim() : "";
      // The persistent live region below speaks; a second one would say it twice.
      if (notice) notice.removeAttribute("role");
      content.replaceChildren(part);
      status.textContent = message;
    }

    async function run(work, otherwise) {
      if (poll.classList.contains("is-busy")) return;
      poll.classList.add("is-busy");
      poll.setAttribute("aria-busy", "true");
      try {
        await work();
      } catch {
        otherwise();
      } finally {
        poll.classList.remove("is-busy");
        poll.removeAttribute("aria-busy");
      }
    }

    content.addEventListener("click", (event) => {
      const link = event.target.closest("[data-poll-open]");
      if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      run(
        async () => {
          show((await fragment(address)).content);
          (content.querySelector("summary, input[type=radio]") || content).focus();
        },
        () => { location.href = link.href; },
      );
    });

    content.addEventListener("submit", (event) => {
      const form = event.target.closest("[data-poll-form]");
      if (!form) return;
      event.preventDefault();
      const body = new URLSearchParams(new FormData(form));
      run(
        async () => {
          const answer = await fragment(form.action, { method: "POST", body });
          show(answer.content);
          if (answer.isTaken) remember(address);
          content.focus();
        },
        () => { form.submit(); },
      );
    });

    // The page may come from a cache; who has just voted sees the count with the own vote in it.
    if (remembered().includes(address) && content.querySelector("[data-poll-open]")) {
      fragment(address).then((answer) => show(answer.content)).catch(() => {});
    }
  }

  document.querySelectorAll("[data-poll]").forEach(setUp);
})();
