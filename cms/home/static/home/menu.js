// The menu works without this: it only closes what the reader has left.
const submenus = document.querySelectorAll(".submenu");

document.addEventListener("click", (event) => {
  for (const submenu of submenus) {
    if (submenu.open && !submenu.contains(event.target)) submenu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector(".submenu[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

document.addEventListener("focusin", (event) => {
  if (!window.matchMedia("(min-width: 62rem)").matches) return;
  for (const submenu of submenus) {
    if (submenu.open && !submenu.contains(event.target)) submenu.open = false;
  }
});
