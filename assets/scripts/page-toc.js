/* Marks, in the page's contents, the heading that is being read. */
(function () {
  const toc = document.querySelector(".page-toc");
  if (!toc) return;
  const links = new Map();
  for (const link of toc.querySelectorAll("a[href*='#']")) {
    const id = decodeURIComponent(link.hash.slice(1));
    const heading = id ? document.getElementById(id) : null;
    if (heading) links.set(heading, link);
  }
  let marked = null;
  let waiting = false;

  function mark() {
    waiting = false;
    let found = null;
    for (const [heading, link] of links) {
      if (heading.getBoundingClientRect().top > 96) break;
      found = link;
    }
    if (found === marked) return;
    if (marked) marked.removeAttribute("aria-current");
    if (found) {
      found.setAttribute("aria-current", "true");
      // Keeps it in view without moving the page itself.
      const box = toc.getBoundingClientRect();
      const place = found.getBoundingClientRect();
      if (place.top < box.top || place.bottom > box.bottom) toc.scrollTop += place.top - box.top - box.height / 2;
    }
    marked = found;
  }

  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
})();
