// Shows the format checker's list above the edit form of a page, again after every save, and leads to the places.
(() => {
  const script = document.currentScript;
  const found = window.location.pathname.match(/\/pages\/(\d+)\/edit\/$/);
  if (!found) return;
  const address = script.dataset.address.replace("/0/", `/${found[1]}/`);

  // "body.<block>.text" names elements one inside the other; where the innermost is unknown, its parent will do.
  const elementOf = (place) => {
    const path = place.split(".");
    // Rows that hang on the page ("legal_bases.0.text") are named by their fields.
    const row = document.getElementById(`id_${path.join("-")}`) || document.getElementById(`id_${path[0]}-ADD`);
    if (row && path[0] !== "body") return row.closest("[data-contentpath]") || row;
    let element = document.querySelector("[data-edit-form]") || document.body;
    let innermost = null;
    for (const part of path) {
      const next = element.querySelector(`[data-contentpath="${CSS.escape(part)}"]`);
      if (!next) break;
      element = innermost = next;
    }
    return innermost;
  };

  const show = (element) => {
    element.scrollIntoView({ block: "center" });
    element.classList.add("format-place");
    window.setTimeout(() => element.classList.remove("format-place"), 4000);
    const field = "input:not([type=hidden]), textarea, select, [contenteditable=true], button";
    (element.matches(field) ? element : element.querySelector(field))?.focus({ preventScroll: true });
  };

  const goTo = (place) => {
    const element = elementOf(place);
    if (!element) return;
    for (let part = element; part; part = part.parentElement) {
      if (part.hidden && part.id) document.querySelector(`[aria-controls="${CSS.escape(part.id)}"]`)?.click();
    }
    // After the tab has been changed.
    window.setTimeout(() => show(element), 150);
  };

  const start = () => {
    const form = document.querySelector("[data-edit-form]");
    if (!form) return;
    const section = document.createElement("section");
    section.className = "format-check format-check--panel";
    section.setAttribute("aria-live", "polite");
    section.hidden = true;
    // Where the fields are as wide as the open side panel lets them be.
    const column = form.querySelector(".w-form-width");
    if (column) column.prepend(section);
    else form.prepend(section);
    section.addEventListener("click", (event) => {
      const button = event.target.closest("[data-format-place]");
      if (button) goTo(button.dataset.formatPlace);
    });
    let latest = 0;
    const load = async () => {
      const mine = (latest += 1);
      const response = await fetch(address, { credentials: "same-origin" }).catch(() => null);
      if (mine !== latest || !response || !response.ok || response.redirected) return;
      const wasOpen = section.querySelector("details")?.open;
      const box = document.createElement("div");
      box.innerHTML = await response.text();
      // A form cannot stand in a form; its buttons name it.
      document.getElementById("format-mend")?.remove();
      const mending = box.querySelector("#format-mend");
      if (mending) document.body.append(mending);
      section.replaceChildren(...box.childNodes);
      section.hidden = !section.firstElementChild;
      const details = section.querySelector("details");
      if (details && wasOpen) details.open = true;
    };
    load();
    document.addEventListener("w-autosave:success", load);
    const wanted = window.location.hash.match(/^#soat=(.+)$/);
    // After the editor has drawn its blocks.
    if (wanted) window.setTimeout(() => goTo(decodeURIComponent(wanted[1])), 600);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
