/* The search engine on Pagefind's index, of which a question loads only the pieces that it needs.  It is a module with
   WebAssembly, which browsers take from a server only, and where the site's Content-Security-Policy lets them. */
(function () {
  const { wordsOf } = window.EssaySearchText;
  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
  let engine = null;
  let loading = null;

  /* The answer of one page: the passage that matches best, under its heading, or the page itself where its title does. */
  function answer(page, words) {
    const title = page.meta.title || page.url;
    const weight = (part) => part.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0);
    const best = page.sub_results.reduce((first, part) => (first && weight(first) >= weight(part) ? first : part), null);
    const inTitle = wordsOf(title);
    if (!best || !best.anchor || [...words].every((word) => inTitle.has(word))) {
      return { url: page.url, title, page: "", text: page.excerpt };
    }
    return { url: best.url, title: best.anchor.text, page: title, text: best.excerpt };
  }

  /* Returns nothing where another question came while this one waited. */
  async function find(query, limit) {
    const found = await engine.debouncedSearch(query, {}, 150);
    if (!found) return null;
    const words = wordsOf(query);
    const pages = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
    return { results: pages.map((page) => answer(page, words)), words, total: found.results.length };
  }

  /* The text around a match, as nodes: Pagefind marks the words, stems and beginnings of words that it found. */
  async function excerpt({ text }) {
    const html = new DOMParser().parseFromString(text, "text/html");
    return [...html.body.childNodes].map((node) => document.importNode(node, true));
  }

  /* Loads the engine, once; the element's data say where it is. */
  function ready({ pagefind }) {
    loading ||= import(new URL(pagefind, location.href).href).then(async (module) => {
      engine = module;
      await engine.options({ baseUrl: root.pathname });
      await engine.init();
      return { find };
    });
    return loading;
  }

  window.EssaySearch = { ready, excerpt };
})();
