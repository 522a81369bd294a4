"use strict";
/* The door with JavaScript: no page is loaded between two scans, and a lost connection stops nobody. */
(() => {
  const door = document.getElementById("door");
  const words = document.getElementById("words").dataset;
  const seatLabels = JSON.parse(document.getElementById("seat-labels").textContent);
  const scanForm = document.getElementById("scan");
  const typed = document.getElementById("typed");
  const gate = document.getElementById("gate");
  const resultBox = document.getElementById("result");
  const matchBox = document.getElementById("matches");
  const connection = document.getElementById("connection");
  const walkIn = document.getElementById("walk-in-form");
  const kept = window.keptScans(door.dataset.store);
  const office = window.lineToOffice(door.dataset.sync, door.dataset.people);
  const PRESENT = ["attended", "walk_in"];
  const UNEXPECTED = ["absent", "waiting", "not_wanted", "online"];
  const BATCH = 50;
  let people = new Map();
  let state = "online";
  let sending = null;
  let current = "";

  /* ---- text ---- */
  const { fold, codeIn } = window.hallReading;
  const groupOf = (number) => (number === 1 ? words.person : words.people.replace("{n}", number));
  const { element, button, hour } = window.hallParts;

  /* ---- what is shown ---- */
  const show = (outcome, message, { who = "", line = "", buttons = [] } = {}) => {
    resultBox.hidden = false;
    resultBox.className = `result result--${outcome}`;
    resultBox.replaceChildren(element("p", message, "result__message"));
    if (who) resultBox.append(element("p", who, "result__who"));
    if (line) resultBox.append(element("p", line));
    buttons.forEach((one) => resultBox.append(one));
    resultBox.scrollIntoView({ block: "nearest" });
  };
  const showConnection = () => {
    const number = kept.waiting().length;
    const waiting = number === 1 ? words.waitingOne : words.waiting.replace("{n}", number);
    const lost = { offline: words.offline, "signed-out": words.signedOut }[state];
    connection.hidden = !lost && !number;
    connection.className = `connection connection--${state}`;
    const parts = lost ? [lost, number ? waiting : ""] : [words.sending, waiting];
    connection.textContent = parts.filter(Boolean).join(": ") + (lost ? `. ${words.goesOn}` : "…");
  };
  const showProblems = () => {
    const problems = kept.problems();
    document.getElementById("attention").hidden = problems.length === 0;
    document.getElementById("attention-list").replaceChildren(
      ...problems.map((scan) => {
        const row = element("li", "", "list__row");
        const who = scan.full_name || (people.get(scan.code) || {}).name || "";
        row.append(element("span", [hour(scan.at), scan.code, who, scan.problem].filter(Boolean).join(" · ")));
        if (scan.outcome === "ask" || scan.outcome === "full") row.append(letIn(scan, scan.outcome));
        row.append(button(words.done, "action--quiet", () => { kept.remove(scan.nonce); showProblems(); }));
        return row;
      }),
    );
  };
  const addToLatest = (result) => {
    const list = document.getElementById("latest");
    const nobody = document.getElementById("nobody");
    if (nobody) nobody.remove();
    const row = element("li", "", "list__row");
    row.append(element("span", `${hour()} · ${result.name} · ${result.people} · ${result.code}`));
    list.prepend(row);
    while (list.children.length > 12) list.lastElementChild.remove();
  };

  /* ---- to and from the office ---- */
  const take = (scan, result) => {
    if (result.outcome === "admitted") addToLatest(result);
    if (result.outcome === "admitted" || result.outcome === "already") {
      const person = people.get(result.code);
      if (person) person.seat = "attended";
    }
    if (scan.nonce === current) {
      kept.remove(scan.nonce);
      const who = result.name ? `${result.name} · ${result.people}` : "";
      const line = result.code ? `${result.code} · ${result.seat}` : "";
      const asks = result.outcome === "ask" || result.outcome === "full";
      show(result.outcome, result.message, { who, line, buttons: asks ? [letIn(scan, result.outcome)] : [] });
      if (scan.kind === "walk_in" && result.outcome === "admitted") resetWalkIn();
    } else if (result.outcome === "admitted") {
      kept.remove(scan.nonce);
    } else {
      kept.write({ ...scan, problem: result.message, outcome: result.outcome });
    }
  };
  const sendAll = async () => {
    let scans;
    do {
      scans = kept.waiting().slice(0, BATCH);
      const answer = await office.send(scans);
      state = answer.state;
      if (state !== "online") break;
      document.getElementById("present").textContent = answer.present;
      const results = new Map(answer.results.map((result) => [result.nonce, result]));
      scans.forEach((scan) => results.has(scan.nonce) && take(scan, results.get(scan.nonce)));
    } while (scans.length && kept.waiting().length);
    showConnection();
    showProblems();
    return state === "online";
  };
  /* One sending at a time; who asks during one waits for the next, which takes along what came meanwhile. */
  const send = () => {
    const next = sending ? sending.then(sendAll) : sendAll();
    const mine = next.finally(() => { if (sending === mine) sending = null; });
    sending = mine;
    return mine;
  };
  const loadPeople = async () => {
    const rows = await office.people();
    if (!rows) return; // the list of before still serves
    people = new Map(rows.map(([code, name, size, seat]) => [code, { code, name, size, seat, folded: fold(name) }]));
  };

  /* ---- scanning ---- */
  const keepAndSend = async (scan) => {
    current = scan.nonce;
    kept.write(scan);
    showConnection();
    if (state === "online" && await send()) return;
    if (state === "online") return;
    showKept(scan);
    showConnection();
    if (!sending) send();
  };
  const letIn = (scan, outcome) =>
    button(outcome === "full" ? words.consent : words.letIn, "action--main", () => {
      const { problem, outcome: _before, ...plain } = scan;
      keepAndSend({ ...plain, confirmed: true, consent: outcome === "full" || plain.consent });
      showProblems();
      typed.focus();
    });
  const showKept = (scan) => {
    if (scan.kind === "walk_in") {
      show("kept", words.kept, { who: `${scan.full_name} · ${groupOf(Number(scan.group_size) || 1)}` });
      resetWalkIn();
      return;
    }
    const person = people.get(scan.code);
    if (!person) {
      show("unsure", words.keptUnknown, { line: scan.code });
      return;
    }
    const about = { who: `${person.name} · ${groupOf(person.size)}`, line: `${scan.code} · ${seatLabels[person.seat]}` };
    if (PRESENT.includes(person.seat)) {
      kept.remove(scan.nonce);
      show("already", words.present, about);
    } else if (kept.waiting().some((other) => other.code === scan.code && other.nonce !== scan.nonce)) {
      kept.remove(scan.nonce);
      show("already", words.keptTwice, about);
    } else if (UNEXPECTED.includes(person.seat) && !scan.confirmed) {
      kept.remove(scan.nonce);
      show("ask", words.unexpected, { ...about, buttons: [letIn(scan, "ask")] });
    } else {
      show("kept", words.kept, about);
    }
  };
  const scanCode = (code) => {
    matchBox.hidden = true;
    show("sending", words.sending, { line: code });
    return keepAndSend({
      kind: "scan", nonce: window.newNonce(), code, gate: gate.value, at: new Date().toISOString(), confirmed: false,
    });
  };
  const matching = (text) => {
    const parts = fold(text).split(/\s+/).filter(Boolean);
    return parts.length ? [...people.values()].filter((one) => parts.every((part) => one.folded.includes(part))) : [];
  };
  const showMatches = (found) => {
    const list = element("ul", "", "list");
    found.slice(0, 20).forEach((person) => {
      const row = element("li", "", "list__row");
      const line = `${person.name} · ${groupOf(person.size)} · ${person.code} · ${seatLabels[person.seat]}`;
      const admit = button(words.checkIn, "", () => { scanCode(person.code); typed.focus(); });
      admit.setAttribute("aria-label", `${words.checkIn} ${person.name}`);
      row.append(element("span", line), admit);
      list.append(row);
    });
    matchBox.hidden = false;
    matchBox.replaceChildren(element("h2", words.found), found.length ? list : element("p", words.nobody));
    resultBox.hidden = true;
  };
  const forgetServerMatches = () => {
    const old = document.getElementById("server-matches");
    if (old) old.remove();
  };
  scanForm.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = typed.value.trim();
    if (!text) return;
    const code = codeIn(text);
    const found = matching(text);
    forgetServerMatches();
    if (code && (people.has(code) || !found.length)) {
      typed.value = "";
      scanCode(code);
    } else if (found.length) {
      typed.select();
      showMatches(found);
    } else if (await send()) {
      scanForm.submit(); // the office can search by phone, too
    } else {
      showMatches([]);
    }
  });
  door.addEventListener("click", (event) => {
    const pressed = event.target.closest("button[data-code]");
    if (!pressed) return;
    event.preventDefault();
    forgetServerMatches();
    scanCode(pressed.dataset.code);
    typed.focus();
  });

  /* ---- guests, taking back ---- */
  const resetWalkIn = () => {
    walkIn.reset();
    document.getElementById("walk-in").open = false;
    typed.focus();
  };
  walkIn.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(walkIn));
    if (!values.full_name.trim()) {
      walkIn.elements.full_name.focus();
      return;
    }
    const { full_name, group_size, phone, question } = values;
    keepAndSend({
      kind: "walk_in", nonce: window.newNonce(), full_name, group_size, phone, question,
      consent: walkIn.elements.consent.checked, gate: gate.value, at: new Date().toISOString(),
    });
  });
  document.getElementById("latest").addEventListener("submit", async (event) => {
    event.preventDefault();
    const { target: form, submitter } = event;
    if (!(await send())) return; // leaving the page now would lose it
    form.append(Object.assign(document.createElement("input"), {
      type: "hidden", name: submitter.name, value: submitter.value,
    }));
    form.submit();
  });

  /* camera.js reads a code */
  door.addEventListener("hall:scanned", (event) => {
    const code = codeIn(event.detail);
    if (code) scanCode(code);
  });
  door.addEventListener("hall:no-camera", () => show("unsure", words.noCamera));

  /* ---- start ---- */
  try {
    gate.value = gate.value || localStorage.getItem("hall-gate") || "";
    gate.addEventListener("change", () => localStorage.setItem("hall-gate", gate.value));
  } catch { /* the name of the door is typed anew */ }
  window.addEventListener("offline", () => { state = "offline"; showConnection(); });
  window.addEventListener("online", () => send());
  window.addEventListener("beforeunload", (event) => { if (kept.waiting().length) event.preventDefault(); });
  setInterval(() => { if (!sending && (state !== "online" || kept.waiting().length)) send(); }, 4000);
  setInterval(() => { if (state === "online") loadPeople(); }, 60000);
  loadPeople();
  showProblems();
  if (kept.waiting().length) send();
})();
