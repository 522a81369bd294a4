// Improves the registration form: hides what does not apply, counts characters. The form works without it.
const form = document.querySelector("[data-registration]");

function chosen(name) {
  const radio = form.querySelector(`[name="${name}"]:checked`);
  return radio ? radio.value : "";
}

function showWhatApplies() {
  for (const part of form.querySelectorAll("[data-shown-if]")) {
    const [name, value] = part.dataset.shownIf.split("=");
    part.hidden = chosen(name) !== value && !part.querySelector(".field__error");
  }
  for (const part of form.querySelectorAll("[data-shown-unless]")) {
    const [name, value] = part.dataset.shownUnless.split("=");
    const now = chosen(name);
    part.hidden = (now === "" || now === value) && !part.querySelector(".field__error");
  }
}

// Counts as the server does: composed (NFC), line ends as one character, code points, without outer spaces.
function countOf(text) {
  return [...text.normalize("NFC").replace(/\r\n?/g, "\n").trim()].length;
}

function addCounter(box) {
  const most = Number(box.dataset.counted);
  const counter = document.createElement("p");
  counter.className = "field__hint registration-counter";
  counter.setAttribute("aria-live", "polite");
  box.after(counter);
  const words = form.dataset.counterText || "{count}/{most}";
  const update = () => {
    const count = countOf(box.value);
    counter.textContent = words.replace("{count}", count).replace("{most}", most);
    counter.classList.toggle("registration-counter--over", count > most);
  };
  box.addEventListener("input", update);
  update();
}

if (form) {
  form.addEventListener("change", showWhatApplies);
  showWhatApplies();
  form.querySelectorAll("[data-counted]").forEach(addCounter);
  // Coming back with the browser's Back button restores the choices after this script ran.
  window.addEventListener("pageshow", showWhatApplies);
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
}
