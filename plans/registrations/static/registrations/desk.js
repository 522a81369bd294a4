// The list of registrations: one box in the heading ticks all forms of the page, also after the list was renewed.
(() => {
  const show = () => document.querySelectorAll("[data-mark-all]").forEach((box) => (box.hidden = false));
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-mark-all]")) return;
    document.querySelectorAll("input[name=mark]").forEach((box) => (box.checked = event.target.checked));
  });
  new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
  show();
})();
