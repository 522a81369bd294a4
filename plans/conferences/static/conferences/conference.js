// Fetches whether registration is open now and how many seats are left; the page is complete without it.
for (const place of document.querySelectorAll("[data-live]")) {
  fetch(place.dataset.live, { headers: { Accept: "text/html" }, credentials: "omit" })
    .then((response) => (response.ok ? response.text() : ""))
    .then((html) => {
      place.innerHTML = html;
    })
    .catch(() => {});
}
