/* What of a page runs, or leaves its place; `own` matches what the theme itself places. */
(own) => {
  const found = [...window.ran];
  const told = (what, element) => found.push(what + ": " + element.outerHTML.slice(0, 200));
  const schemes = /^(https?|file|mailto|tel|ftp):$/;
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || ["formaction", "srcdoc", "ping", "background", "autofocus"].includes(name)) told(name, element);
      if (/^(xlink:href|href|src|action|data|cite|poster)$/i.test(name)) {
        const address = new URL(value, document.baseURI);
        if (!schemes.test(address.protocol) && !/^data:image\/(png|gif|jpe?g|webp);/.test(address.href)) told("scheme", element);
      }
    }
    const tag = element.localName;
    if (["object", "embed", "base", "applet", "frame", "foreignobject", "animate", "set", "marquee"].includes(tag)) told(tag, element);
    if (tag === "meta" && element.httpEquiv) told(tag, element);
    if (tag === "iframe" && !element.src.startsWith("https://www.youtube-nocookie.com/")) told(tag, element);
    if (tag === "script" && !/_static|mathjax|searchindex|searchpages/.test(element.src) && !/^window\.MathJax|ld\+json/.test(element.text + element.type)) told(tag, element);
    if (tag === "style" && element.closest("body")) told(tag, element);
  }

  /* The theme's controls take their clicks, and nothing is drawn over them. */
  for (const top of [0, 400, document.documentElement.scrollHeight]) {
    scrollTo(0, top);
    for (const control of document.querySelectorAll(".site-title, #menu-button, #site-nav a, #search-input, #color-switch, #page-toc a, .nav-list-expander")) {
      if (!control.checkVisibility()) continue;
      const box = control.getBoundingClientRect();
      const x = box.x + box.width / 2, y = box.y + box.height / 2;
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
      const there = document.elementFromPoint(x, y);
      if (there && !control.contains(there) && there.closest("main")) told("covers " + (control.id || control.className), there);
    }
  }
  scrollTo(0, 0);
  const main = document.querySelector("main.main-content, #main-content main, main");
  const place = document.querySelector("#main-content").getBoundingClientRect();
  for (const element of main.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const lengths = (style.boxShadow + " " + style.textShadow + " " + style.outlineWidth + " " + style.outlineOffset).match(/-?[\d.]+(?=px)/g) || [];
    if (lengths.some((length) => Math.abs(length) > 40)) told("is drawn elsewhere", element);
    if (["absolute", "fixed", "sticky"].includes(style.position) && !element.closest(own)) told(style.position, element);
    const box = element.getBoundingClientRect();
    if (box.width && box.height && (box.left < place.left - 40 || box.top < place.top - 40)) told("leaves its place", element);
  }
  return found;
}
