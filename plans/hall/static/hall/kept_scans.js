"use strict";
/* Scans this device has taken and the office has not confirmed yet. Each is an entry of its own in the browser's
   store, so that two open windows do not overwrite each other; without a store they live as long as the page. */
window.keptScans = (name) => {
  const memory = new Map();
  const key = (nonce) => `${name}:${nonce}`;
  const write = (scan) => {
    memory.set(scan.nonce, scan);
    try {
      localStorage.setItem(key(scan.nonce), JSON.stringify(scan));
    } catch { /* private window or full store: kept in memory */ }
  };
  const remove = (nonce) => {
    memory.delete(nonce);
    try {
      localStorage.removeItem(key(nonce));
    } catch { /* never stored */ }
  };
  const read = () => {
    const scans = new Map(memory);
    try {
      for (let place = 0; place < localStorage.length; place += 1) {
        const entry = localStorage.key(place);
        if (!entry.startsWith(`${name}:`)) continue;
        const scan = JSON.parse(localStorage.getItem(entry));
        if (scan && scan.nonce) scans.set(scan.nonce, scan);
      }
    } catch { /* unreadable entries are not ours */ }
    return [...scans.values()].sort((one, other) => (one.at < other.at ? -1 : 1));
  };
  return {
    write,
    remove,
    waiting: () => read().filter((scan) => !scan.problem),
    problems: () => read().filter((scan) => scan.problem),
  };
};

/* A number nobody else has; also where the page is not served over HTTPS. */
window.newNonce = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
};
