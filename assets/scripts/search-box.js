/* The search box: answers while one types, as a combobox with a list of links. */
(function () {
  const input = document.getElementById("search-input");
  if (!input) return;
  const view = window.EssaySearchView;
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
    const search = await EssaySearch.ready(input.dataset);
    const found = mine === asked ? await search.find(query, 12) : null;
    if (!found || mine !== asked) return;
    const { results, words, total } = found;
    list.replaceChildren();
    results.forEach((result, index) => {
      const element = view.link(result, words);
      element.id = "search-result-" + index;
      element.setAttribute("role", "option");
      element.setAttribute("aria-selected", "false");
      element.tabIndex = -1;
      list.append(element);
      if (index < 5) view.preview(element, result, words);
    });
    selected = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(results.length > 0));
    view.say(status, total);
    status.classList.toggle("sr-only", total > 0);
  }

  function fail() {
    close();
    view.fail(status);
  }

  input.addEventListener("input", () => answer().catch(fail));
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
  // What was typed while this was on its way; and the index, which will be wanted.
  EssaySearch.ready(input.dataset).then(answer).catch(fail);
})();
