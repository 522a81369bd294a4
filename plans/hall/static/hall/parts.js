"use strict";
/* Small pieces the screens of the hall are put together from. */
window.hallParts = (() => {
  const element = (tag, text = "", className = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    made.className = className;
    return made;
  };
  const button = (text, className, onClick) => {
    const made = element("button", text, `action ${className}`);
    made.type = "button";
    made.addEventListener("click", onClick);
    return made;
  };
  /* A moment (by default now) as people read it from a clock. */
  const hour = (moment = new Date()) =>
    new Date(moment).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  return { element, button, hour };
})();
