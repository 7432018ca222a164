/* The menu of narrow screens: shows and hides the navigation and the header. */
(function () {
  const button = document.getElementById("menu-button");
  const nav = document.getElementById("site-nav");
  const header = document.getElementById("main-header");
  if (!button || !nav) return;

  function set(open) {
    button.setAttribute("aria-expanded", open);
    nav.classList.toggle("nav-open", open);
    if (header) header.classList.toggle("nav-open", open);
  }

  button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || button.getAttribute("aria-expanded") !== "true") return;
    set(false);
    button.focus();
  });
})();
