// Improves the registration form: hides what does not apply, counts characters, adds questions and lists communes
// without a new page. The form works without it.
const form = document.querySelector("[data-registration]");

function chosen(name) {
  return [...form.querySelectorAll(`[name="${CSS.escape(name)}"]:checked`)].map((box) => box.value);
}

function parse(condition) {
  const at = condition.indexOf("=");
  return [condition.slice(0, at), condition.slice(at + 1).split("|")];
}

function showWhatApplies() {
  for (const part of form.querySelectorAll("[data-shown-if]")) {
    const [name, values] = parse(part.dataset.shownIf);
    part.hidden = !chosen(name).some((value) => values.includes(value)) && !part.querySelector(".field__error");
  }
  for (const part of form.querySelectorAll("[data-shown-unless]")) {
    const [name, values] = parse(part.dataset.shownUnless);
    const now = chosen(name);
    part.hidden = (now.length === 0 || values.includes(now[0])) && !part.querySelector(".field__error");
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

// Published questions like the one being written; silence when there are none or the network fails.
function suggestSimilar(box) {
  const address = form.dataset.similarUrl;
  if (!address) return;
  const place = document.createElement("div");
  place.setAttribute("aria-live", "polite");
  box.closest(".field").append(place);
  let timer, asked = "";
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const text = box.value.trim();
      if (text.length < 15 || text === asked) return;
      asked = text;
      try {
        const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ text: text.slice(0, 3000) }) });
        if (answer.ok && text === asked) place.innerHTML = await answer.text();
      } catch { /* a help, never a hurdle */ }
    }, 900);
  });
}

function improveQuestion(part) {
  part.querySelectorAll("[data-counted]").forEach((box) => {
    addCounter(box);
    suggestSimilar(box);
  });
}

// "Add a question" asks the server for the form with one set more and takes that set into this page.
async function addQuestion(event) {
  const button = event.target.closest('[value="add-question"]');
  if (!button) return;
  event.preventDefault();
  const answers = new FormData(form);
  answers.delete("upload");
  answers.set("step", "add-question");
  button.disabled = true;
  try {
    const answer = await fetch(button.formAction, { method: "POST", body: answers });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const sets = page.querySelectorAll("[data-question]");
    const added = sets[sets.length - 1];
    if (!answer.ok || sets.length !== form.querySelectorAll("[data-question]").length + 1) throw new Error("no new set");
    const here = document.importNode(added, true);
    const row = form.querySelector("[data-add-question]");
    row.before(here);
    form.querySelector("[name=question_count]").value = page.querySelector("[name=question_count]").value;
    const nextRow = page.querySelector("[data-add-question]");
    nextRow ? row.replaceWith(document.importNode(nextRow, true)) : row.remove();
    improveQuestion(here);
    here.querySelector("select, input, textarea").focus();
  } catch {
    button.disabled = false;
    form.removeEventListener("click", addQuestion);
    button.click();
  }
}

function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
}

// The list of communes follows the province; typing a part of the name shortens it.
function improveAddress() {
  const province = form.querySelector("[name=province]");
  const commune = form.querySelector("[name=commune]");
  if (!province || !commune) return;
  form.querySelectorAll("[data-without-script]").forEach((part) => { part.hidden = true; });
  let all = [...commune.options];
  const last = { value: "unsure", text: commune.dataset.unsure };

  const label = document.createElement("label");
  label.className = "field__hint";
  label.htmlFor = "commune-filter";
  label.textContent = form.dataset.filterLabel;
  const filter = document.createElement("input");
  filter.type = "search";
  filter.id = "commune-filter";
  filter.autocomplete = "off";
  commune.before(label, filter);

  const shorten = () => {
    const wanted = plain(filter.value.trim());
    const kept = all.filter((option) => !option.value || option.value === "unsure" || plain(option.text).includes(wanted));
    const value = commune.value;
    commune.replaceChildren(...kept);
    const found = kept.filter((option) => option.value && option.value !== "unsure");
    commune.value = wanted && found.length === 1 ? found[0].value : kept.some((option) => option.value === value) ? value : "";
  };
  const showFilter = () => { label.hidden = filter.hidden = all.length < 12; };

  async function list() {
    const code = province.value;
    filter.value = "";
    let communes = [];
    if (code) {
      try {
        const answer = await fetch(form.dataset.communesUrl.replace("XX", encodeURIComponent(code)));
        communes = (await answer.json()).communes;
      } catch { return; }
    }
    if (code !== province.value) return;
    all = [all[0], ...communes.map(([value, name]) => new Option(name, value))];
    if (communes.length) all.push(new Option(last.text, last.value));
    commune.replaceChildren(...all);
    commune.value = "";
    showFilter();
  }
  province.addEventListener("change", list);
  filter.addEventListener("input", shorten);
  filter.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  showFilter();
  // Coming back with Back restores the province without its list.
  window.addEventListener("pageshow", () => { if (province.value && all.length < 2) list(); });
}

if (form) {
  form.addEventListener("change", showWhatApplies);
  form.addEventListener("click", addQuestion);
  showWhatApplies();
  form.querySelectorAll("[data-question]").forEach(improveQuestion);
  improveAddress();
  // Coming back with the browser's Back button restores the choices after this script ran.
  window.addEventListener("pageshow", showWhatApplies);
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
}
