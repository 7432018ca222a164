/* Loads what searching needs when the reader turns to the search box, by key or pointer, and not before. */
(function () {
  const input = document.getElementById("search-input");
  const page = document.getElementById("search-page");
  let started = false;

  function start() {
    if (started) return;
    started = true;
    const script = document.createElement("script");
    script.src = (page || input).dataset.search;
    document.head.append(script);
  }

  if (page) start();
  if (!input) return;
  input.addEventListener("focus", start);
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !control) return;
    event.preventDefault();
    const menu = document.getElementById("menu-button");
    if (menu && menu.offsetParent && menu.getAttribute("aria-expanded") === "false") menu.click();
    input.focus();
    input.select();
  });
})();
