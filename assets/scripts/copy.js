/* A button on each code block that copies its text, without line numbers and prompts that cannot be selected. */
(function () {
  const words = document.getElementById("essay-words");
  // The extension sphinx-copybutton has buttons of its own.
  if (!words || !words.dataset.copy || document.querySelector("script[src*='copybutton.js']")) return;

  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    svg.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
    svg.firstChild.setAttribute("href", "#svg-" + name);
    return svg;
  }

  // navigator.clipboard is for secure contexts only; a page read from a file or over plain http has the older way.
  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "sr-only";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copying is not allowed");
  }

  function textOf(block) {
    const clone = block.cloneNode(true);
    clone.querySelectorAll(".linenos, .lineno, .gutter, .gp, .go.unselectable").forEach((part) => part.remove());
    return clone.textContent.replace(/\n$/, "");
  }

  for (const block of document.querySelectorAll("#main-content pre")) {
    if (block.closest(".gutter, .linenos, .mermaid") || block.classList.contains("mermaid")) continue;
    // The button stands in the box around the block, which does not scroll.
    let box = block.parentElement;
    if (!box.matches("div[class*='highlight'], figure.highlight, .code-box")) {
      box = document.createElement("div");
      box.className = "code-box";
      block.replaceWith(box);
      box.append(block);
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-button";
    button.setAttribute("aria-label", words.dataset.copy);
    button.title = words.dataset.copy;
    button.append(icon("copy"));
    button.addEventListener("click", async () => {
      let said = words.dataset.copied;
      try {
        await copy(textOf(block));
        button.replaceChildren(icon("copied"));
      } catch {
        said = words.dataset.copyFailed;
      }
      button.setAttribute("aria-label", said);
      button.title = said;
      setTimeout(() => {
        button.replaceChildren(icon("copy"));
        button.setAttribute("aria-label", words.dataset.copy);
        button.title = words.dataset.copy;
      }, 2000);
    });
    box.append(button);
  }
})();
