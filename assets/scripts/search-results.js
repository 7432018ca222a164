/* How an answer looks: a link with the title, the page that a heading stands on, and the text around the match. */
window.EssaySearchView = (function () {
  const { mark } = window.EssaySearchText;

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
    element.append(part("search-result-title", mark(result.title, words)));
    if (result.page) element.append(part("search-result-page", mark(result.page, words)));
    return element;
  }

  async function preview(element, result, words) {
    const text = await EssaySearch.excerpt(result, words);
    if (text.length) element.append(part("search-result-text", text));
  }

  /* Where the index cannot be had, as from a disk, or under a policy that forbids the engine to run. */
  function fail(status) {
    status.textContent = status.dataset.failed;
    status.classList.remove("sr-only");
  }

  return { say, fail, link, preview };
})();
