/* The search box: answers while one types, as a combobox with a list of links.  The index is loaded when the reader
   turns to the box, not before. */
(function () {
  const input = document.getElementById("search-input");
  const page = document.getElementById("search-page");
  const sources = (page || input || {}).dataset;
  if (!sources) return;
  let engine = null;

  function script(source) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = source;
      element.onload = resolve;
      element.onerror = () => reject(new Error(source));
      document.head.append(element);
    });
  }

  /* The engine comes first: the index's files call it. */
  function ready() {
    engine ||= script(sources.search)
      .then(() => Promise.all([script(sources.language), script(sources.pages), script(sources.index)]))
      .then(() => window.EssaySearch);
    return engine;
  }

  function say(status, count) {
    status.textContent = count ? status.dataset.some.replace("%s", count) : status.dataset.none;
  }

  function part(name, content) {
    const element = document.createElement("span");
    element.className = name;
    element.append(...content);
    return element;
  }

  function link(result, words) {
    const element = document.createElement("a");
    element.className = "search-result";
    element.href = result.url;
    element.append(part("search-result-title", EssaySearch.mark(result.title, words)));
    if (result.page) element.append(part("search-result-page", EssaySearch.mark(result.page, words)));
    return element;
  }

  async function preview(element, result, words) {
    const text = await EssaySearch.excerpt(result, words);
    if (text) element.append(part("search-result-text", EssaySearch.mark(text, words)));
  }

  if (input) {
    const list = document.getElementById("search-results");
    const status = input.form.querySelector(".search-status");
    let selected = -1;
    let asked = 0;

    function options() {
      return list.querySelectorAll(".search-result");
    }

    function close() {
      list.hidden = true;
      select(-1);
      input.setAttribute("aria-expanded", "false");
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

    async function answer() {
      const mine = ++asked;
      const query = input.value.trim();
      if (!query) {
        list.replaceChildren();
        status.textContent = "";
        return close();
      }
      status.textContent = status.dataset.wait;
      const search = await ready();
      if (mine !== asked) return;
      const { results, words, total } = search.find(query, 12);
      list.replaceChildren();
      results.forEach((result, index) => {
        const element = link(result, words);
        element.id = "search-result-" + index;
        element.setAttribute("role", "option");
        element.setAttribute("aria-selected", "false");
        element.tabIndex = -1;
        list.append(element);
        if (index < 5) preview(element, result, words);
      });
      selected = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !results.length;
      input.setAttribute("aria-expanded", String(results.length > 0));
      say(status, total);
      status.classList.toggle("sr-only", total > 0);
    }

    input.addEventListener("focus", () => ready().catch(() => {}));
    input.addEventListener("input", () => answer().catch(close));
    input.addEventListener("keydown", (event) => {
      const count = options().length;
      if (event.key === "Escape") {
        if (!list.hidden || input.value) event.preventDefault();
        input.value = "";
        answer();
      } else if (event.key === "ArrowDown" && count) {
        event.preventDefault();
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
        select((selected + 1) % count);
      } else if (event.key === "ArrowUp" && count) {
        event.preventDefault();
        select(selected <= 0 ? count - 1 : selected - 1);
      } else if (event.key === "Enter" && selected >= 0 && !event.isComposing) {
        event.preventDefault();
        options()[selected].click();
      }
    });
    // Pressing on an answer must not take the focus first, which would close the list under the pointer.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => { if (event.target.closest("a")) close(); });
    input.addEventListener("blur", () => {
      close();
      status.classList.add("sr-only");
    });
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
  }

  if (page) {
    const query = new URLSearchParams(location.search).get("q");
    const list = document.getElementById("search-page-results");
    const status = document.getElementById("search-page-status");
    page.elements.q.value = query || "";
    if (query && query.trim()) {
      status.textContent = status.dataset.wait;
      ready().then((search) => {
        const { results, words, total } = search.find(query, 200);
        for (const [index, result] of results.entries()) {
          const item = document.createElement("li");
          const element = link(result, words);
          item.append(element);
          list.append(item);
          if (index < 20) preview(element, result, words);
        }
        say(status, total);
      }, () => { status.textContent = status.dataset.none; });
    } else {
      page.elements.q.focus();
    }
  }
})();
