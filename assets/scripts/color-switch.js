/* The switch between the system's colours, light and dark; early.js gives each page what was chosen. */
(function () {
  const button = document.getElementById("color-switch");
  if (!button) return;
  const order = ["auto", "light", "dark"];
  const root = document.documentElement;

  function current() {
    try {
      return localStorage.getItem("essay-colors") || button.dataset.default;
    } catch {
      return root.dataset.theme || "auto";
    }
  }

  function show(choice) {
    button.setAttribute("aria-label", button.dataset[choice]);
    button.title = button.dataset[choice];
    button.querySelector("use").setAttribute("href", "#svg-" + choice);
  }

  function set(choice) {
    if (choice === "auto") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", choice);
    try {
      localStorage.setItem("essay-colors", choice);
    } catch { /* not remembered, then */ }
    show(choice);
  }

  show(current());
  button.addEventListener("click", () => set(order[(order.indexOf(current()) + 1) % order.length]));
  // Another tab of the site may choose too.
  addEventListener("storage", (event) => {
    if (event.key === "essay-colors" && event.newValue) set(event.newValue);
  });
})();
