// Tells Wagtail's content checker which words on the page the format checker's findings are about.
(() => {
  const userbar = window.wagtail && window.wagtail.userbar;
  const store = userbar && userbar.shadowRoot && userbar.shadowRoot.getElementById("format-findings");
  if (!store) return;
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const findings = JSON.parse(store.textContent);
  let rulesOf = null;

  // The smallest element that holds the words of a finding; what is missing belongs to the title.
  const sort = () => {
    rulesOf = new Map();
    const elements = [...document.querySelectorAll("main h1, main h2, main h3, main h4, main h5, main p, main li, main td, main th, main dd")];
    const words = elements.map((element) => plain(element.textContent));
    const title = document.querySelector("main h1") || elements[0];
    for (const finding of findings) {
      const wanted = plain((finding.text || "").split("\n")[0]);
      let best = title;
      let size = Infinity;
      if (wanted) {
        words.forEach((text, index) => {
          if (text.length < size && text.includes(wanted)) {
            best = elements[index];
            size = text.length;
          }
        });
      }
      if (!best) continue;
      if (!rulesOf.has(best)) rulesOf.set(best, new Set());
      rulesOf.get(best).add(finding.rule);
    }
  };

  const isRight = (node, options) => {
    if (!rulesOf) sort();
    const rules = rulesOf.get(node);
    return !rules || !rules.has(options.rule);
  };
  const configuration = userbar.shadowRoot.getElementById("checker-axe-configuration");
  const checks = configuration ? JSON.parse(configuration.textContent).spec.checks : [];
  for (const check of checks) {
    if (check.id.startsWith("format-")) userbar.registerCheck(check.id, isRight);
  }
})();
