/* Opens the search by key or by the button of small screens, and loads what searching needs then, not before; also where a
   reader comes from an answer, whose words are marked. */
(function () {
  const input = document.getElementById("search-input");
  const page = document.getElementById("search-page");
  const button = document.getElementById("search-button");
  let started = false;

  function start() {
    document.documentElement.classList.add("search-open");
    load();
  }

  function load() {
    if (started) return;
    started = true;
    const script = document.createElement("script");
    script.src = (page || input).dataset.search;
    document.head.append(script);
  }

  if (page || (input && location.search.includes("highlight="))) load();
  if (!input) return;

  function open(event) {
    event.preventDefault();
    start();
    input.focus();
    input.select();
  }

  input.addEventListener("focus", start);
  if (button) button.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (slash || control) open(event);
  });
})();
