/* The search page: all answers to the question in its address. */
(function () {
  const form = document.getElementById("search-page");
  if (!form) return;
  const view = window.EssaySearchView;
  const query = new URLSearchParams(location.search).get("q");
  const list = document.getElementById("search-page-results");
  const status = document.getElementById("search-page-status");
  form.elements.q.value = query || "";
  if (query && query.trim()) {
    status.textContent = status.dataset.wait;
    EssaySearch.ready(form.dataset).then((search) => search.find(query, 200)).then(({ results, words, total }) => {
      for (const [index, result] of results.entries()) {
        const item = document.createElement("li");
        const element = view.link(result, words);
        item.append(element);
        list.append(item);
        if (index < 20) view.preview(element, result, words);
      }
      view.say(status, total);
    }).catch(() => view.fail(status));
  } else {
    form.elements.q.focus();
  }
})();
