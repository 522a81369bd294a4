// Quick entry: looks for forms that are there already, saves by Ctrl + Enter, puts the cursor where typing begins.
(() => {
  const form = document.querySelector("form.entry");
  if (!form) return;
  const similar = form.querySelector("[data-similar]");
  const value = (name) => form.elements.namedItem(name)?.value ?? "";
  let waiting = 0;
  let asked = "";

  async function look() {
    const typed = new URLSearchParams({
      conference: value("conference"),
      phone: value("phone"),
      name: value("full_name"),
      text: value("question_1"),
    });
    if (typed.toString() === asked) return;
    asked = typed.toString();
    try {
      const response = await fetch(form.dataset.hints, {
        method: "POST",
        body: typed,
        headers: { "X-CSRFToken": value("csrfmiddlewaretoken") },
      });
      if (response.ok && typed.toString() === asked) similar.innerHTML = await response.text();
    } catch {
      asked = "";
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 400);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.querySelector("button[name=next]").click();
    }
  });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);

  const wrong = form.querySelector("[aria-invalid=true], .w-field--error input, .w-field--error textarea");
  (wrong ?? form.elements.namedItem("register_number"))?.focus();
  look();
})();
