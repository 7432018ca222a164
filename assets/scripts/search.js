/* The search engine on Sphinx's own index (searchindex.js, language_data.js), loaded as scripts so that it works from a
   disk as well.  Search.setIndex is the name by which Sphinx's index file hands itself over. */
(function () {
  const { escape, mark } = window.EssaySearchText;
  const root = document.documentElement.dataset.content_root || "./";
  const texts = new Map();
  let index = null;
  let pages = {};
  let titles = [];
  let loading = null;

  window.Search = {
    setIndex(found) {
      index = found;
      titles = Object.entries(found.alltitles || {}).flatMap(([title, places]) =>
        places.map(([page, id]) => ({ title, plain: fold(title), page, id })));
    },
  };

  function fold(text) {
    return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  }

  /* Words of a query, as the index of the site's language has them. */
  function split(query) {
    return window.splitQuery ? window.splitQuery(query) : EssaySearchText.split(query);
  }

  function list(value) {
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  }

  /* Pages that hold a word, with how well: the word itself, its stem, or (the word that is being typed) its beginning. */
  function holders(word, partial) {
    const stemmed = typeof Stemmer === "undefined" ? word : new Stemmer().stemWord(word);
    const scores = new Map();
    const add = (table, term, score) => {
      for (const page of Object.hasOwn(table, term) ? list(table[term]) : []) scores.set(page, Math.max(scores.get(page) || 0, score));
    };
    for (const term of new Set([word, stemmed])) {
      add(index.terms, term, 5);
      add(index.titleterms, term, 15);
    }
    if (partial || !scores.size) {
      const stem = stemmed.length < word.length ? stemmed : word;
      for (const [table, score] of [[index.terms, 2], [index.titleterms, 7]]) {
        for (const term of Object.keys(table)) {
          if (term.startsWith(word) || (stem.length > 3 && term.startsWith(stem)) || (word.length > 3 && term.includes(word))) add(table, term, score);
        }
      }
    }
    return scores;
  }

  function address(page, id) {
    const name = index.docnames[page];
    return root + (pages[name] ?? name + ".html") + (id ? "#" + id : "");
  }

  function find(query, limit) {
    const words = split(query.toLowerCase().trim());
    const stop = window.stopwords;
    const known = words.filter((word) => !(stop && (stop.has ? stop.has(word) : stop.includes(word))));
    const asked = known.length ? known : words;
    const folded = asked.map(fold);
    const found = [];

    for (const { title, plain, page, id } of titles) {
      if (!folded.every((word) => plain.includes(word))) continue;
      const own = index.titles[page];
      const whole = plain === fold(query.trim());
      const begins = folded.every((word) => new RegExp("(^|[^\\p{L}\\p{N}])" + escape(word), "u").test(plain));
      found.push({
        url: address(page, id), title, page: title === own ? "" : own, document: page, anchor: id || "",
        score: (title === own ? 40 : 25) + (whole ? 40 : 0) + (begins ? 20 : 0) + (20 * query.length) / (title.length + query.length),
      });
    }

    let scores = null;
    asked.forEach((word, place) => {
      const held = holders(word, place === asked.length - 1);
      scores = scores === null ? held
        : new Map([...scores].filter(([page]) => held.has(page)).map(([page, score]) => [page, score + held.get(page)]));
    });
    const seen = new Set(found.filter((result) => !result.page).map((result) => result.document));
    for (const [page, score] of scores || []) {
      if (!seen.has(page)) found.push({ url: address(page), title: index.titles[page], page: "", document: page, anchor: "", score });
    }

    found.push(...objects(folded));
    found.sort((a, b) => b.score - a.score || a.title.localeCompare(b.title));
    // A function, say, is an object of its domain and an entry of the index as well.
    const places = new Set();
    const results = found.filter(({ url }) => !places.has(url) && places.add(url));
    return { results: results.slice(0, limit), words: asked, total: results.length };
  }

  /* What domains describe (functions, classes …), by the name's parts, and the entries of the index. */
  function objects(words) {
    const found = [];
    for (const [prefix, entries] of Object.entries(index.objects || {})) {
      for (const [page, type, , anchor, name] of entries) {
        const full = prefix ? prefix + "." + name : name;
        if (!words.every((word) => full.toLowerCase().includes(word))) continue;
        const id = anchor === "" ? full : anchor === "-" ? index.objnames[type][1] + "-" + full : anchor;
        found.push({ url: address(page, id), title: full, page: `${index.objnames[type][2]}, ${index.titles[page]}`, document: page, anchor: id, score: name.toLowerCase() === words.join(" ") ? 70 : 30 });
      }
    }
    for (const [entry, places] of Object.entries(index.indexentries || {})) {
      if (!words.every((word) => entry.includes(word))) continue;
      for (const [page, id] of places) {
        found.push({ url: address(page, id), title: entry, page: index.titles[page], document: page, anchor: id, score: 20 });
      }
    }
    return found;
  }

  /* The text around a match, from the page itself, as nodes.  A page on a disk may not be read by another: there are none, then. */
  async function excerpt(result, words) {
    if (location.protocol === "file:") return [];
    const source = address(result.document);
    if (!texts.has(source)) {
      texts.set(source, fetch(source)
        .then((response) => (response.ok ? response.text() : ""))
        .then((html) => new DOMParser().parseFromString(html, "text/html").querySelector("main"))
        .catch(() => null));
    }
    const main = await texts.get(source);
    if (!main) return [];
    const copy = main.cloneNode(true);
    copy.querySelectorAll("script, style, .headerlink, .anchor-heading, h1, #markdown-toc").forEach((part) => part.remove());
    let text = copy.textContent;
    const heading = result.anchor && copy.querySelector("#" + CSS.escape(result.anchor));
    if (heading) {
      const range = document.createRange();
      range.setStartAfter(heading);
      range.setEndAfter(copy.lastChild || copy);
      text = range.toString();
    }
    text = text.replace(/\s+/g, " ").trim();
    const lower = text.toLowerCase();
    const first = Math.min(...words.map((word) => lower.indexOf(word)).filter((place) => place >= 0), text.length);
    const start = first === text.length ? 0 : Math.max(0, text.lastIndexOf(" ", Math.max(0, first - 50)) + 1);
    const piece = text.slice(start, start + 180).trim();
    return mark((start ? "… " : "") + piece + (start + 180 < text.length ? " …" : ""), words);
  }

  function script(source) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = source;
      element.onload = resolve;
      element.onerror = () => reject(new Error(source));
      document.head.append(element);
    });
  }

  /* Loads the index, once; the element's data say where its files are. */
  function ready({ language, pages: addresses, index: words }) {
    loading ||= Promise.all([script(language), script(addresses), script(words)]).then(() => ({ find }));
    return loading;
  }

  window.EssaySearch = { ready, excerpt, setPages(found) { pages = found; } };
})();
