/* Marks the words of an answer on the page that it led to, until Escape or the next click.  Nothing in the page is changed. */
(function () {
  const { matches } = window.EssaySearchText;
  const here = new URL(location.href);
  const words = here.searchParams.get("highlight");
  const main = document.getElementById("main-content");
  if (!words || !main) return;
  here.searchParams.delete("highlight");
  history.replaceState(history.state, "", here);
  if (!CSS.highlights) return;
  const wanted = new Set(words.split(" "));
  const ranges = [];
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const [start, end] of matches(texts.currentNode.data, wanted)) {
      const range = new Range();
      range.setStart(texts.currentNode, start);
      range.setEnd(texts.currentNode, end);
      ranges.push(range);
    }
  }
  CSS.highlights.set("search", new Highlight(...ranges));
  const clear = () => CSS.highlights.delete("search");
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
  document.addEventListener("click", clear);
})();
