/* A footnote's text, shown in place while its reference has the pointer or the focus. */
(function () {
  const main = document.getElementById("main-content");
  if (!main) return;
  let note = null;

  function hide() {
    if (note) note.remove();
    note = null;
  }

  function show(reference) {
    hide();
    const target = document.getElementById(decodeURIComponent(reference.hash.slice(1)));
    if (!target) return;
    const text = target.cloneNode(true);
    text.querySelectorAll(".reversefootnote, .backrefs, .label, [role=doc-backlink]").forEach((part) => part.remove());
    note = document.createElement("span");
    note.className = "footnote-preview";
    note.setAttribute("aria-hidden", "true"); // the link leads to the same text
    note.textContent = text.textContent.trim();
    main.append(note);
    const place = reference.getBoundingClientRect();
    const within = main.getBoundingClientRect();
    note.style.top = `${place.bottom - within.top + 4}px`;
    note.style.left = `${Math.max(0, Math.min(place.left - within.left, within.width - note.offsetWidth))}px`;
  }

  for (const reference of main.querySelectorAll("a.footnote, a.footnote-reference, sup[role=doc-noteref] > a, sup[id^='fnref'] > a")) {
    if (!reference.hash) continue;
    for (const event of ["mouseenter", "focus"]) reference.addEventListener(event, () => show(reference));
    for (const event of ["mouseleave", "blur", "click"]) reference.addEventListener(event, hide);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
