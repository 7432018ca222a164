/* The search box: answers while one types, as a combobox with a list of links (ARIA 1.2).  On small screens it takes the
   whole screen, above the keyboard. */
(function () {
  const input = document.getElementById("search-input");
  if (!input) return;
  const view = window.EssaySearchView;
  const box = input.closest(".search");
  const list = document.getElementById("search-results");
  const status = box.querySelector(".search-status");
  const none = document.getElementById("search-none");
  const button = document.getElementById("search-button");
  let selected = -1;
  let asked = 0;

  function options() {
    return list.querySelectorAll(".search-result");
  }

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) select(-1);
  }

  function select(index) {
    const all = options();
    if (all[selected]) all[selected].setAttribute("aria-selected", "false");
    selected = index;
    if (all[index]) {
      all[index].setAttribute("aria-selected", "true");
      all[index].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", all[index].id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function leave() {
    show(false);
    none.hidden = true;
    status.classList.add("sr-only");
    document.documentElement.classList.remove("search-open");
  }

  /* What may have been meant where nothing is found: a word each, that a click searches. */
  function suggest(words) {
    none.querySelectorAll("button").forEach((word) => word.remove());
    none.prepend(...words.map((word) => {
      const choice = document.createElement("button");
      choice.type = "button";
      choice.className = "btn";
      choice.textContent = word;
      choice.addEventListener("click", () => {
        input.value = word;
        input.focus();
        answer();
      });
      return choice;
    }));
  }

  async function answer() {
    const mine = ++asked;
    const query = input.value.trim();
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      status.classList.add("sr-only");
      none.hidden = true;
      show(false);
      return;
    }
    status.textContent = status.dataset.wait;
    try {
      const search = await EssaySearch.ready(input.dataset);
      const found = mine === asked ? await search.find(query, 12) : null;
      if (!found || mine !== asked) return;
      const { results, words, total, near = [], instead = [] } = found;
      list.replaceChildren(...results.map((result, index) => {
        const element = view.link(result, words);
        element.id = "search-result-" + index;
        element.setAttribute("role", "option");
        element.setAttribute("aria-selected", "false");
        element.tabIndex = -1;
        return element;
      }));
      select(-1);
      list.scrollTop = 0;
      show(total > 0);
      view.say(status, found);
      status.classList.toggle("sr-only", total > 0 && !instead.length);
      none.hidden = total > 0;
      suggest(near);
    } catch {
      show(false);
      view.fail(status);
    }
  }

  const moves = {
    ArrowDown: (count) => (selected + 1) % count,
    ArrowUp: (count) => (selected <= 0 ? count : selected) - 1,
    Home: () => (selected < 0 ? -1 : 0),
    End: (count) => (selected < 0 ? -1 : count - 1),
  };

  input.addEventListener("input", answer);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    if (event.key === "Escape") {
      event.preventDefault();
      if (input.value) {
        input.value = "";
        answer();
      } else {
        leave();
        if (button && button.offsetParent) button.focus(); else input.blur();
      }
    } else if (moves[event.key] && all.length) {
      const next = moves[event.key](all.length);
      if (next < 0) return; // the caret moves
      event.preventDefault();
      show(true);
      select(next);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && all.length) {
      event.preventDefault();
      window.open(all[Math.max(selected, 0)].href, "_blank", "noopener");
    } else if (event.key === "Enter" && selected >= 0) {
      event.preventDefault();
      all[selected].click();
    }
  });
  // Pressing on an answer must not take the focus first, which would close the list under the pointer.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => { if (event.target.closest("a")) leave(); });
  box.querySelector(".search-close").addEventListener("click", () => {
    input.value = "";
    answer();
    leave();
    if (button) button.focus();
  });
  // On a small screen the keyboard may go while the answers stay.
  box.addEventListener("focusout", ({ relatedTarget }) => {
    const whole = getComputedStyle(box).position === "fixed";
    if (relatedTarget ? !box.contains(relatedTarget) : !whole) leave();
  });
  input.addEventListener("focus", () => { if (input.value) answer(); });
  const fit = () => box.style.setProperty("--search-height", `${visualViewport.height}px`);
  visualViewport.addEventListener("resize", fit);
  fit();
  answer(); // what was typed while this was on its way
  EssaySearch.ready(input.dataset).catch(() => view.fail(status)); // the index, which will be wanted
})();
