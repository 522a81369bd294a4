/* The import form: formatted text that is pasted keeps its format; without this script it is plain text. */
(() => {
  const form = document.querySelector("[data-import-form]");
  if (!form) return;
  const text = form.elements.namedItem("text");
  const html = form.elements.namedItem("html");
  const file = form.elements.namedItem("file");
  const kept = form.querySelector("[data-import-kept]");
  const LARGEST = 2_000_000;
  let isPasting = false;

  const keep = (value) => {
    html.value = value;
    kept.hidden = !value;
  };
  text.addEventListener("paste", (event) => {
    const formatted = event.clipboardData?.getData("text/html") || "";
    // Only a whole document can be kept with its format: what is typed around it would be lost.
    // A page full of pictures would be too much for one form; its words are taken all the same.
    isPasting = Boolean(formatted) && !text.value.trim() && formatted.length < LARGEST;
    if (isPasting) keep(formatted);
  });
  text.addEventListener("input", () => {
    if (!isPasting) keep("");
    isPasting = false;
  });
  for (const type of ["dragenter", "dragover"]) {
    file.addEventListener(type, () => file.classList.add("import-file--over"));
  }
  for (const type of ["dragleave", "drop"]) {
    file.addEventListener(type, () => file.classList.remove("import-file--over"));
  }
  keep("");
})();
