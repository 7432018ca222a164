/* The search page: all answers to the question in its address. */
(function () {
  const form = document.getElementById("search-page");
  if (!form) return;
  const view = window.EssaySearchView;
  const query = (new URLSearchParams(location.search).get("q") || "").trim();
  const list = document.getElementById("search-page-results");
  const status = document.getElementById("search-page-status");
  form.elements.q.value = query;
  if (!query) {
    form.elements.q.focus();
    return;
  }
  status.textContent = status.dataset.wait;
  EssaySearch.ready(form.dataset).then((search) => search.find(query, 200)).then((found) => {
    list.append(...found.results.map((result) => {
      const item = document.createElement("li");
      item.append(view.link(result, found.words));
      return item;
    }));
    view.say(status, found);
  }).catch(() => view.fail(status));
})();
