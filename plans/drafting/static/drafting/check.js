/*
 * The check screen. Every step is a form the server understands without this script; the script sends the same forms
 * one after the other, puts the lines that changed in their place, and adds keys and dragging.
 */
(() => {
  const root = document.querySelector("[data-check]");
  if (!root) return;
  root.classList.add("check--live");

  const rows = root.querySelector("[data-rows]");
  const scroller = root.querySelector("[data-scroll]");
  const source = root.querySelector("[data-source]");
  const messages = root.querySelector("[data-messages]");
  const state = root.querySelector("[data-state]");
  const facts = root.querySelector("[data-facts-form]");
  const next = root.querySelector("[data-next]");
  const token = root.querySelector("[name=csrfmiddlewaretoken]").value;

  let version = Number(root.dataset.version);
  let queue = Promise.resolve();
  let waiting = 0;
  let chosen = "";
  let checkTimer = 0;
  let isLeaving = false;

  const rowOf = (id) => (id ? rows.querySelector(`:scope > [data-node="${CSS.escape(id)}"]`) : null);
  const linkOf = (row) => row?.querySelector(".part__link");
  const panelForm = () => rows.querySelector("[data-panel-form]");
  const isDirty = () => panelForm()?.dataset.dirty === "1";

  // ---- Messages ---------------------------------------------------------------------------

  function say(text) {
    messages.textContent = "";
    if (!text) return;
    const box = document.createElement("div");
    box.className = "help-block help-critical";
    const line = document.createElement("p");
    line.textContent = text;
    box.append(line);
    messages.append(box);
    messages.scrollIntoView({ block: "nearest" });
  }

  function setVersion(value) {
    version = value;
    for (const field of root.querySelectorAll("[data-version-field]")) field.value = value;
  }

  // ---- One step after the other -------------------------------------------------------------

  async function post(address, data) {
    const body = data instanceof FormData ? data : new FormData();
    if (!(data instanceof FormData)) for (const [name, value] of Object.entries(data)) body.set(name, value);
    body.set("version", version);
    body.set("csrfmiddlewaretoken", token);
    const headers = { "X-Requested-With": "XMLHttpRequest", "X-CSRFToken": token };
    const response = await fetch(address, { method: "POST", body, headers, credentials: "same-origin" });
    const isAnswer = (response.headers.get("Content-Type") || "").includes("json");
    if (!isAnswer) throw new Error("no answer");
    return [response.status, await response.json()];
  }

  function send(address, data, after) {
    waiting += 1;
    state.textContent = root.dataset.keeping;
    queue = queue
      .then(async () => {
        const [status, answer] = await post(address, data);
        if (status === 409) {
          await refresh();
          say(answer.problem);
          state.textContent = "";
          return;
        }
        say(answer.problem || "");
        setVersion(answer.version);
        state.textContent = status === 200 ? root.dataset.kept : "";
        await after(answer, status);
      })
      .catch(() => {
        say(root.dataset.lost);
        state.textContent = "";
      })
      .finally(() => {
        waiting -= 1;
      });
    return queue;
  }

  const edit = (verb, node, more = {}) => send(root.dataset.edit, { verb, node, ...more }, applied);

  async function applied(answer, status) {
    if (status !== 200) return;
    const hadFocus = rows.contains(document.activeElement);
    const wasOpen = Boolean(panelForm());
    const gone = [...rows.children].slice(answer.at, answer.at + answer.removed);
    const anchor = rows.children[answer.at + answer.removed] || null;
    const goneIds = gone.map((row) => row.dataset.node);
    for (const row of gone) row.remove();
    const holder = document.createElement("template");
    holder.innerHTML = answer.rows;
    const fresh = [...holder.content.children];
    for (const row of fresh) ready(row);
    rows.insertBefore(holder.content, anchor);
    retarget(goneIds, fresh.map((row) => row.dataset.node), answer.chosen);
    const doubts = root.querySelector("[data-doubts]");
    doubts.textContent = answer.doubts;
    root.querySelector("[data-doubts-line]").hidden = !answer.doubts;
    root.querySelector("[data-undo-button]").disabled = !answer.can_undo;
    showFacts(answer.facts);
    await choose(answer.chosen, { focus: hadFocus, open: wasOpen && fresh.length > 0 });
    checkSoon();
  }

  /* Stretches of the source follow the part they were joined to, and go back when that is undone. */
  function retarget(before, after, id) {
    for (const old of before.filter((each) => !after.includes(each))) {
      for (const stretch of source.querySelectorAll(`[data-node="${old}"]`)) {
        stretch.dataset.was ||= old;
        stretch.dataset.node = id;
      }
    }
    for (const restored of after.filter((each) => !before.includes(each))) {
      for (const stretch of source.querySelectorAll(`[data-was="${restored}"]`)) {
        stretch.dataset.node = restored;
        delete stretch.dataset.was;
      }
    }
  }

  /* Another window was quicker: the screen as it stands now, with what was being typed. */
  async function refresh() {
    const response = await fetch(window.location.pathname, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const current = page.querySelector("[data-check]");
    if (!current) {
      window.location.reload();
      return;
    }
    const typed = panelForm() ? new FormData(panelForm()) : null;
    rows.replaceChildren(...current.querySelector("[data-rows]").children);
    for (const row of rows.children) ready(row);
    source.replaceChildren(...current.querySelector("[data-source]").childNodes);
    setVersion(Number(current.dataset.version));
    await choose(chosen, { open: Boolean(typed) });
    const form = panelForm();
    if (!typed || !form) return;
    for (const [name, value] of typed) {
      const field = form.elements.namedItem(name);
      if (field && ["label", "heading", "text"].includes(name)) field.value = value;
    }
    form.dataset.dirty = "1";
  }

  // ---- Choosing a part ------------------------------------------------------------------------

  function ready(row) {
    const link = linkOf(row);
    if (link) link.tabIndex = -1;
  }

  async function choose(id, { focus = false, open = false } = {}) {
    const row = rowOf(id);
    const before = rowOf(chosen);
    if (before && before !== row) {
      before.classList.remove("part--chosen");
      linkOf(before)?.removeAttribute("aria-current");
      if (row) ready(before);
      before.querySelector("[data-panel-form]")?.remove();
    }
    if (!row) return;
    chosen = id;
    row.classList.add("part--chosen");
    const link = linkOf(row);
    link.tabIndex = 0;
    link.setAttribute("aria-current", "true");
    showIn(scroller, row);
    markSource(row);
    if (open) await openPanel(row);
    if (focus) link.focus({ preventScroll: true });
  }

  function markSource(row) {
    for (const stretch of source.querySelectorAll(".is-chosen")) stretch.classList.remove("is-chosen");
    const names = [row.dataset.node, row.dataset.origin];
    const found = names.map((name) => [...source.querySelectorAll(`[data-node="${name}"]`)]).find((all) => all.length);
    if (!found) return;
    for (const stretch of found) stretch.classList.add("is-chosen");
    showIn(source, found[0]);
  }

  /* Scrolls inside one pane only, so that the page itself stands still. */
  function showIn(pane, element) {
    const frame = pane.getBoundingClientRect();
    const place = element.getBoundingClientRect();
    const margin = Math.min(60, frame.height / 5);
    if (place.top < frame.top + margin) pane.scrollTop -= frame.top + margin - place.top;
    else if (place.bottom > frame.bottom - margin) {
      pane.scrollTop += Math.min(place.bottom - frame.bottom + margin, place.top - frame.top - margin);
    }
  }

  async function openPanel(row) {
    const address = root.dataset.panel.replace("/n0/", `/${row.dataset.node}/`);
    const response = await fetch(address, { credentials: "same-origin" });
    if (!response.ok) return;
    row.querySelector("[data-panel-form]")?.remove();
    const holder = document.createElement("template");
    holder.innerHTML = await response.text();
    row.append(holder.content);
    showIn(scroller, row);
  }

  function keepPanel() {
    const form = panelForm();
    if (!form || !isDirty()) return queue;
    form.dataset.dirty = "";
    const data = new FormData(form);
    data.set("verb", "save");
    return send(root.dataset.edit, data, applied);
  }

  async function openChosen(id) {
    await keepPanel();
    const isOpen = rowOf(id)?.querySelector("[data-panel-form]");
    await choose(id, { focus: true, open: !isOpen });
  }

  function focusPanel() {
    const form = panelForm();
    const wanted = ["textarea", "input[name=text]", "input[type=text]", "select", "button:not([tabindex])"];
    wanted.map((selector) => form?.querySelector(selector)).find(Boolean)?.focus();
  }

  function step(by) {
    const row = rowOf(chosen);
    const other = row ? (by < 0 ? row.previousElementSibling : row.nextElementSibling) : rows.firstElementChild;
    if (other) keepPanel().then(() => choose(other.dataset.node, { focus: true }));
  }

  function goToDoubt() {
    const all = [...rows.querySelectorAll(':scope > [data-doubt="doubtful"]')];
    if (!all.length) return;
    const row = rowOf(chosen);
    const follows = (each) => row && row.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
    const found = all.find((each) => each !== row && follows(each)) || all[0];
    keepPanel().then(() => choose(found.dataset.node, { focus: true, open: true }));
  }

  // ---- Mouse and keys -------------------------------------------------------------------------

  const PLAIN = { KeyN: goToDoubt, KeyZ: () => undo(), ArrowUp: () => step(-1), ArrowDown: () => step(1) };
  const STEPS = { KeyG: "merge", KeyY: "confirm", Delete: "drop" };
  const SHIFTED = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "outer", ArrowRight: "inner", KeyY: "confirm_alike" };

  const undo = () => send(root.dataset.undo, {}, applied);

  rows.addEventListener("keydown", (event) => {
    const form = event.target.closest("[data-panel-form]");
    if (event.key === "Escape" && form) {
      event.preventDefault();
      keepPanel().then(() => {
        panelForm()?.remove();
        linkOf(rowOf(chosen))?.focus();
      });
      return;
    }
    if (!event.target.classList.contains("part__link") || event.altKey || event.metaKey) return;
    const code = event.code || event.key;
    if (event.ctrlKey && code !== "KeyZ") return;
    if (event.key === "Enter") {
      event.preventDefault();
      const id = event.target.closest("[data-node]").dataset.node;
      openChosen(id).then(focusPanel);
      return;
    }
    const verb = event.shiftKey ? SHIFTED[code] : STEPS[code];
    const act = event.shiftKey ? null : PLAIN[code];
    if (!verb && !act) return;
    event.preventDefault();
    if (act) act();
    else if (chosen) keepPanel().then(() => edit(verb, chosen));
  });

  rows.addEventListener("click", (event) => {
    const mend = event.target.closest("[data-mend-key]");
    if (mend) return;
    const link = event.target.closest(".part__link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openChosen(link.closest("[data-node]").dataset.node);
  });

  rows.addEventListener("focusin", (event) => {
    const row = event.target.classList.contains("part__link") ? event.target.closest("[data-node]") : null;
    if (row && row.dataset.node !== chosen) choose(row.dataset.node);
  });

  rows.addEventListener("input", (event) => {
    const form = event.target.closest("[data-panel-form]");
    if (form) form.dataset.dirty = "1";
    if (form && event.target.matches("select")) keepPanel();
  });

  source.addEventListener("click", (event) => {
    const stretch = event.target.closest("[data-node]");
    if (stretch && !window.getSelection().toString()) {
      keepPanel().then(() => choose(stretch.dataset.node, { open: true }));
    }
  });

  root.addEventListener("click", (event) => {
    const mend = event.target.closest("[data-mend-key]");
    const now = event.target.closest("[data-check-now]");
    if (mend) {
      event.preventDefault();
      mend.disabled = true;
      keepPanel().then(() => send(root.dataset.mend, { key: mend.dataset.mendKey }, applied));
    } else if (now) {
      event.preventDefault();
      checkNow();
    }
  });

  next.hidden = false;
  next.addEventListener("click", goToDoubt);

  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-undo-form]")) {
      event.preventDefault();
      keepPanel().then(undo);
    } else if (form.matches("[data-panel-form]")) {
      event.preventDefault();
      const verb = event.submitter?.value || "save";
      if (verb === "save") form.dataset.dirty = "1";
      const node = form.elements.namedItem("node").value;
      keepPanel().then(() => verb !== "save" && edit(verb, node));
    } else if (form === facts) {
      sendFacts(event);
    }
  });

  // ---- Dragging ---------------------------------------------------------------------------------

  let dragged = "";
  const under = (event) => event.target.closest?.("[data-rows] > [data-node]");
  const unmark = () => {
    for (const row of rows.querySelectorAll(".part--over, .part--under")) row.classList.remove("part--over", "part--under");
  };
  const isBelow = (row, event) => event.clientY > row.getBoundingClientRect().top + row.offsetHeight / 2;

  rows.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.(".part__handle")?.closest("[data-node]");
    if (!row) return;
    dragged = row.dataset.node;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged);
    event.dataTransfer.setDragImage(row, 10, 10);
  });
  rows.addEventListener("dragover", (event) => {
    const row = under(event);
    if (!dragged || !row) return;
    event.preventDefault();
    unmark();
    row.classList.add(isBelow(row, event) ? "part--under" : "part--over");
  });
  rows.addEventListener("drop", (event) => {
    const row = under(event);
    if (!dragged || !row) return;
    event.preventDefault();
    const target = isBelow(row, event) ? row.nextElementSibling : row;
    edit("before", dragged, { other: target ? target.dataset.node : "" });
  });
  rows.addEventListener("dragend", () => {
    dragged = "";
    unmark();
  });

  // ---- The details on top -----------------------------------------------------------------------

  function showFacts(values) {
    for (const [name, value] of Object.entries(values || {})) {
      const field = facts.elements.namedItem(name);
      if (!field || field === document.activeElement || field.dataset.dirty === "1") continue;
      const isDay = name === "issued_on" && value;
      field.value = isDay ? value.split("-").reverse().join("/") : value;
    }
  }

  function keepFacts() {
    for (const field of facts.elements) delete field.dataset.dirty;
    return send(root.dataset.facts, new FormData(facts), (answer) => {
      for (const old of facts.querySelectorAll("[data-fact-error]")) old.remove();
      for (const field of facts.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
      for (const [name, found] of Object.entries(answer.errors)) showError(facts.elements.namedItem(name), found);
      if (!Object.keys(answer.errors).length) showFacts(answer.facts);
      checkSoon();
    });
  }

  function showError(field, found) {
    if (!field) return;
    const line = document.createElement("p");
    line.className = "error-message facts__error";
    line.dataset.factError = "1";
    line.setAttribute("role", "alert");
    line.textContent = found.join(" ");
    field.setAttribute("aria-invalid", "true");
    field.closest(".w-field__wrapper, .w-field, div").append(line);
  }

  facts.addEventListener("input", (event) => {
    event.target.dataset.dirty = "1";
  });
  facts.addEventListener("change", (event) => {
    if (event.target.name !== "is_attached") keepFacts();
  });

  function sendFacts(event) {
    if (event.submitter?.matches("[data-keep-facts]")) {
      event.preventDefault();
      keepPanel().then(keepFacts);
      return;
    }
    if (isLeaving) {
      event.preventDefault();
      return;
    }
    if (waiting || isDirty()) {
      event.preventDefault();
      const button = event.submitter;
      keepPanel().then(() => queue).then(() => facts.requestSubmit(button));
      return;
    }
    isLeaving = true;
  }

  // ---- The format checker -----------------------------------------------------------------------

  function checkSoon() {
    window.clearTimeout(checkTimer);
    checkTimer = window.setTimeout(checkNow, 1200);
  }

  async function checkNow() {
    const response = await fetch(root.dataset.findings, { credentials: "same-origin" }).catch(() => null);
    if (!response?.ok) return;
    const answer = await response.json();
    if (answer.version !== version) {
      checkSoon();
      return;
    }
    const wasOpen = root.querySelector("[data-summary] details")?.open;
    root.querySelector("[data-summary]").innerHTML = answer.summary;
    const details = root.querySelector("[data-summary] details");
    if (details && wasOpen !== undefined) details.open = wasOpen;
    for (const place of rows.querySelectorAll("[data-remarks]")) {
      const html = answer.parts[place.closest("[data-node]").dataset.node] || "";
      if (html || place.firstChild) place.innerHTML = html;
    }
  }

  // ---- Beginning ----------------------------------------------------------------------------------

  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && (waiting || isDirty())) event.preventDefault();
  });
  for (const row of rows.children) ready(row);
  const first = rows.querySelector(":scope > .part--chosen") || rows.firstElementChild;
  if (first) {
    linkOf(first).tabIndex = 0;
    if (first.classList.contains("part--chosen")) choose(first.dataset.node);
  }
  if (root.querySelector("[data-check-now]")) checkSoon();
})();
