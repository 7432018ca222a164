/* The names under which pages and scripts written for Just the Docs call on their theme. */
window.jtd = {
  addEvent(target, type, handler) { target.addEventListener(type, handler); },
  onReady(ready) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
    else ready();
  },
  getTheme() { return document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"); },
  setTheme(name) { document.documentElement.dataset.theme = name.includes("dark") ? "dark" : "light"; },
};
