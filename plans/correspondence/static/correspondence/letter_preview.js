/* Shows the letter while it is being written. Without this script the button “Preview” does the same. */
(function () {
  "use strict";

  var form = document.querySelector("[data-letter-preview]");
  if (!form || !window.fetch) return;
  var subject = document.querySelector("[data-letter-subject]");
  var text = document.querySelector("[data-letter-text]");
  var timer = null;
  var newest = 0;

  function show() {
    var mine = (newest += 1);
    fetch(form.dataset.letterPreview, { method: "POST", body: new FormData(form), credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then(function (letter) {
        if (mine !== newest) return;
        subject.textContent = letter.subject;
        text.textContent = letter.text;
      })
      .catch(function () {
        /* The last preview stays; saving still works. */
      });
  }

  form.addEventListener("input", function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(show, 400);
  });
})();
