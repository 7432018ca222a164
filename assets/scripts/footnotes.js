/* A footnote's text, shown in place while its reference has the pointer or the focus, or at the first tap on it.  It stays
   while the pointer is on it, and Escape puts it away. */
(function () {
  const main = document.getElementById("main-content");
  if (!main) return;
  let note = null;
  let owner = null;
  let leaving = 0;

  function hide() {
    clearTimeout(leaving);
    if (note) note.remove();
    note = owner = null;
  }

  // On its way from the reference to the text the pointer crosses a gap.
  function leave() {
    leaving = setTimeout(hide, 250);
  }

  function stay() {
    clearTimeout(leaving);
  }

  function show(reference) {
    stay();
    if (owner === reference) return;
    hide();
    const target = document.getElementById(decodeURIComponent(reference.hash.slice(1)));
    if (!target) return;
    const text = target.cloneNode(true);
    text.querySelectorAll(".reversefootnote, .backrefs, .label, [role=doc-backlink]").forEach((part) => part.remove());
    owner = reference;
    note = document.createElement("span");
    note.className = "footnote-preview";
    note.setAttribute("aria-hidden", "true"); // the link leads to the same text
    note.textContent = text.textContent.trim();
    note.addEventListener("mouseenter", stay);
    note.addEventListener("mouseleave", leave);
    main.append(note);
    const place = reference.getBoundingClientRect();
    const within = main.getBoundingClientRect();
    note.style.top = `${place.bottom - within.top + 4}px`;
    note.style.left = `${Math.max(0, Math.min(place.left - within.left, within.width - note.offsetWidth))}px`;
  }

  for (const reference of main.querySelectorAll("a.footnote, a.footnote-reference, sup[role=doc-noteref] > a, sup[id^='fnref'] > a")) {
    if (!reference.hash) continue;
    let touched = false; // the text was not there yet when the finger came down
    reference.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch" && owner !== reference; });
    reference.addEventListener("mouseenter", () => show(reference));
    reference.addEventListener("mouseleave", leave);
    reference.addEventListener("focus", () => show(reference));
    reference.addEventListener("blur", hide);
    reference.addEventListener("click", (event) => {
      if (!touched) return hide();
      event.preventDefault();
      show(reference);
    });
  }
  document.addEventListener("pointerdown", (event) => {
    if (note && event.target !== note && !owner.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
