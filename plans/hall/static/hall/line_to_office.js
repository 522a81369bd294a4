"use strict";
/* What the door tells the office and asks of it; a lost connection is an answer like any other. */
window.lineToOffice = (syncAddress, peopleAddress) => {
  const PATIENCE = 6000;
  const cookie = (name) => {
    const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  };

  /* {state: "online", results, present}; or {state: "offline"}, {state: "signed-out"} */
  const send = async (scans) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await fetch(syncAddress, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "X-CSRFToken": cookie("csrftoken"),
          "X-Requested-With": "XMLHttpRequest",
        },
        body: JSON.stringify({ scans }),
        signal: stop.signal,
      });
      if (response.status === 403 || response.redirected) return { state: "signed-out" };
      if (!response.ok) return { state: "offline" };
      return { state: "online", ...(await response.json()) };
    } catch {
      return { state: "offline" };
    } finally {
      clearTimeout(timer);
    }
  };

  /* Rows of code, name, size of the group and seat; null where the office does not answer. */
  const people = async () => {
    try {
      const response = await fetch(peopleAddress, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      return response.ok ? (await response.json()).people : null;
    } catch {
      return null;
    }
  };
  return { send, people };
};
