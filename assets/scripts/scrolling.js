/* A block or table that scrolls sideways must be reached by keyboard. */
(function () {
  const words = document.getElementById("essay-words");
  function mark() {
    for (const box of document.querySelectorAll("#main-content :is(pre, table, .table-wrapper, .math)")) {
      if (box.scrollWidth <= box.clientWidth + 1 || getComputedStyle(box).overflowX === "visible") {
        if (box.dataset.scrolls) {
          box.removeAttribute("tabindex");
          delete box.dataset.scrolls;
        }
      } else if (!box.hasAttribute("tabindex")) {
        box.tabIndex = 0;
        box.dataset.scrolls = "1";
        if (words && box.tagName !== "TABLE" && !box.hasAttribute("role")) {
          box.setAttribute("role", "group");
          box.setAttribute("aria-label", box.tagName === "PRE" ? words.dataset.code : words.dataset.table);
        }
      }
    }
  }
  mark();
  addEventListener("resize", mark);
})();
