/* How an answer looks: a link with the title, the page that a heading stands on, and the text around the match. */
window.EssaySearchView = (function () {
  const { mark } = window.EssaySearchText;
  /* The texts of answers are fetched when they come into view. */
  const shown = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      shown.unobserve(target);
      target.excerpt().then((text) => { if (text.some((node) => node.textContent || node)) target.append(part("search-result-text", text)); });
    }
  });

  function say(status, { total, instead = [] }) {
    const words = instead.map(([typed, used]) => `${typed} → ${used}`);
    status.textContent = [...words, total ? status.dataset.some.replace("%s", total) : status.dataset.none].join(" · ");
  }

  function part(name, content) {
    const element = document.createElement("span");
    element.className = name;
    element.append(...content);
    return element;
  }

  function link(result, words) {
    const element = document.createElement("a");
    const url = new URL(result.url, location.href);
    url.searchParams.set("highlight", [...(result.words || words)].slice(0, 12).join(" "));
    element.className = "search-result";
    element.href = url;
    element.append(part("search-result-title", mark(result.title, words)));
    if (result.page) element.append(part("search-result-page", mark(result.page, words)));
    element.excerpt = () => EssaySearch.excerpt(result, words);
    shown.observe(element);
    return element;
  }

  /* Where the index cannot be had, as from a disk, or under a policy that forbids the engine to run. */
  function fail(status) {
    status.textContent = status.dataset.failed;
    status.classList.remove("sr-only");
  }

  return { say, fail, link };
})();
