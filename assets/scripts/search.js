/* The search engine on the site's own index, whose parts are scripts so that it works from a disk as well
   (sphinx_essay/search/part_files.py says what is in them).  It ranks sections by BM25 over the words of a question, and pages
   by their best section, by all that they hold, and by how many of the words they hold at all. */
(function () {
  const { compounds, fold } = window.EssaySearchWords;
  const { mark, around } = window.EssaySearchText;
  const IN_TITLE = 8, IN_HEADING = 5, IN_OPENING = 2;
  const SPELLED = 1.5, SAME_STEM = 0.7, LONGER = 0.5, WITHIN = 0.4, MISSPELLED = 0.5;
  const MOST_WORDS = 40, MOST_PARTS = 4;
  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
  const waiting = new Map();
  const parts = new Map();
  const decoded = new Map();
  let base = "";
  let index = null;
  let loading = null;

  function script(source) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = source;
      element.onload = resolve;
      element.onerror = () => reject(new Error(source));
      document.head.append(element);
    });
  }

  function load(name) {
    if (!waiting.has(name)) {
      waiting.set(name, script(`${base}${name}.js${index ? "?v=" + index.version : ""}`).then(() => parts.get(name)));
    }
    return waiting.get(name);
  }

  function* numbers(text) {
    let value = 0;
    let factor = 1;
    for (let at = 0; at < text.length; at++) {
      const digit = text.charCodeAt(at);
      if (digit >= 95) {
        value += (digit - 95) * factor;
        factor *= 32;
      } else {
        yield value + (digit - 63) * factor;
        value = 0;
        factor = 1;
      }
    }
  }

  /* All sections in one row: the page of each, and where its parts end. */
  function unfold(found) {
    const next = numbers(found.pages);
    const take = () => next.next().value;
    const pages = [];
    const sections = [];
    for (let step = next.next(); !step.done; step = next.next()) {
      const page = { first: sections.length, count: step.value, changes: take(), length: 0 };
      for (let at = 0; at < page.count; at++) {
        const opening = take();
        const body = opening + take();
        const section = { page: pages.length, opening, body, length: body + take() };
        page.length += section.length;
        sections.push(section);
      }
      pages.push(page);
    }
    const mean = (list) => list.reduce((sum, { length }) => sum + length, 0) / list.length || 1;
    return { ...found, pages, sections, pageMean: mean(pages), sectionMean: mean(sections) };
  }

  /* The number of the last part that begins before a word or number, or with it. */
  function partOf(starts, wanted) {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= wanted) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  /* The words that begin with some letters, with what holds them: part and number. */
  async function beginningWith(letters) {
    const first = Math.max(0, partOf(index.words, letters));
    const last = Math.min(partOf(index.words, letters + "\uffff"), first + MOST_PARTS - 1);
    const found = new Map();
    for (const name of Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => "w" + (first + at))) {
      const part = await load(name);
      if (typeof part[0] === "string") part[0] = part[0].split(" ");
      part[0].forEach((word, at) => { if (word.startsWith(letters)) found.set(word, part[at + 1]); });
    }
    return found;
  }

  /* Where a word stands: section → places. */
  function places(word, text) {
    if (!decoded.has(word)) {
      const found = new Map();
      const next = numbers(text);
      let page = 0;
      for (let step = next.next(); !step.done; step = next.next()) {
        page += step.value;
        let section = index.pages[page].first;
        for (let left = next.next().value; left; left--) {
          section += next.next().value;
          const held = [];
          let place = 0;
          for (let more = next.next().value; more; more--) held.push(place += next.next().value);
          found.set(section, held);
        }
      }
      decoded.set(word, found);
    }
    return decoded.get(word);
  }

  function stem(word) {
    return typeof Stemmer === "undefined" ? word : new Stemmer().stemWord(word);
  }

  /* Words of the index for a word of the question, [word, weight, places]: itself, those of the same stem, and if it may be
     unfinished those that it begins. */
  async function alike(word, spelled, unfinished) {
    const root = stem(word);
    const letters = root.length > 3 && word.startsWith(root.slice(0, -1)) ? root.slice(0, -1) : root.length < word.length && word.startsWith(root) ? root : word;
    const near = await beginningWith(letters);
    const found = [];
    const longer = [];
    for (const [other, text] of near) {
      if (other === word) found.push([other, 1, text]);
      else if (root.length > 2 && stem(other) === root) found.push([other, SAME_STEM, text]);
      else if (other.startsWith(word)) longer.push([other, (LONGER * word.length) / other.length, text]);
    }
    if (unfinished || !found.length) {
      found.push(...longer.sort((a, b) => a[0].length - b[0].length).slice(0, MOST_WORDS));
    }
    if (spelled !== word) {
      const exact = (await beginningWith(spelled)).get(spelled);
      if (exact) found.push([spelled, SPELLED, exact]);
    }
    return found;
  }

  /* How many letters have to be changed, left out, put in or swapped to make one word of another, or more than `most`. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        const changed = a[i - 1] === b[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + changed);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  }

  /* Words that a word may have been meant to be: those within which it stands, else those spelled almost so. */
  async function meant(word, most, count) {
    const all = (await load("words")).split(" ");
    const within = word.length > 3 ? all.filter((other) => other.includes(word)) : [];
    if (within.length) return { weight: WITHIN, words: within.sort((a, b) => a.length - b.length).slice(0, count) };
    const near = [];
    for (const other of most ? all : []) {
      const far = distance(word, other, most);
      if (far <= most) near.push([far + (other[0] === word[0] ? 0 : 0.5), other]);
    }
    near.sort((a, b) => a[0] - b[0]);
    return { weight: MISSPELLED, words: near.filter(([far]) => far < near[0][0] + 1).map(([, other]) => other).slice(0, count) };
  }

  /* Where the words of `kinds` stand together: section → [place, weight]. */
  function join(kinds) {
    const found = new Map();
    for (const [word, weight, text] of kinds) {
      for (const [section, held] of places(word, text)) {
        if (!found.has(section)) found.set(section, []);
        for (const place of held) found.get(section).push([place, weight]);
      }
    }
    return found;
  }

  /* Where words stand one behind the other. */
  function follow(rows) {
    const found = new Map();
    for (const [section, held] of rows[0]) {
      const here = held.filter(([place]) => rows.every((row, at) => (row.get(section) || []).some(([other]) => other === place + at)));
      if (here.length) found.set(section, here);
    }
    return found;
  }

  /* What is known of one part of the question, which a reader typed without a blank: a word, or several that stand together. */
  async function unit({ parts: words, whole, run }, unfinished) {
    if (run && words.length > 1) words = words.slice(0, -1);
    const used = new Set();
    const take = (kinds) => { kinds.forEach(([word]) => used.add(word)); return kinds; };
    let found = new Map();
    if (words.length > 1) {
      const rows = await Promise.all(words.map(async ({ word, spelled }, at) =>
        join(take(run ? [...(await beginningWith(word))].filter(([other]) => other === word).map(([other, text]) => [other, 1, text])
          : await alike(word, spelled, unfinished && at === words.length - 1)))));
      found = follow(rows);
      for (const [section, held] of whole ? join(take(await alike(whole, whole, unfinished))) : []) {
        found.set(section, [...(found.get(section) || []), ...held]);
      }
      if (!found.size) rows.forEach((row) => row.forEach((held, section) => {
        found.set(section, [...(found.get(section) || []), ...held.map(([place, weight]) => [place, weight / words.length / 2])]);
      }));
    } else {
      found = join(take(await alike(words[0].word, words[0].spelled, unfinished)));
    }
    const unit = { found, used, typed: whole || words[0].word, instead: [] };
    if (!found.size && !run) {
      const most = unit.typed.length >= 9 ? 2 : unit.typed.length >= 5 ? 1 : 0;
      const { weight, words: others } = await meant(unit.typed, most, 5);
      const kinds = await Promise.all(others.map((other) => alike(other, other, false)));
      unit.found = join(take([...new Map(kinds.flat().map((kind) => [kind[0], kind])).values()].map(([other, near, text]) => [other, near * weight, text])));
      if (weight === MISSPELLED) unit.instead = others;
    }
    return unit;
  }

  function fieldOf(section, place) {
    const { opening, body, page } = index.sections[section];
    if (place < opening) return section === index.pages[page].first ? IN_TITLE : IN_HEADING;
    return place < body ? IN_OPENING : 1;
  }

  function saturated(frequency, length, mean) {
    return frequency / (frequency + 1.2 * (0.6 + (0.4 * length) / mean));
  }

  /* Pages by their score, each with its sections by theirs. */
  function rank(units) {
    const sections = new Map();
    const pages = new Map();
    units.forEach((unit, number) => {
      unit.rarity = Math.log(1 + (index.sections.length - unit.found.size + 0.5) / (unit.found.size + 0.5));
      for (const [section, held] of unit.found) {
        const frequency = held.reduce((sum, [place, weight]) => sum + weight * fieldOf(section, place), 0);
        const { page, length } = index.sections[section];
        if (!pages.has(page)) pages.set(page, { page, frequencies: units.map(() => 0), sections: new Map(), title: 0, titled: 0 });
        const entry = pages.get(page);
        entry.frequencies[number] += frequency;
        let score = unit.rarity * saturated(frequency, length, index.sectionMean);
        // Words that stand as they were typed, one behind the other.
        const before = units[number - 1];
        const gap = before ? unit.place - before.place : 0;
        const together = before && held.filter(([place]) => (before.found.get(section) || []).some(([other]) => place - other === gap));
        if (together && together.length) {
          const best = Math.max(...together.map(([place, weight]) => weight * fieldOf(section, place)));
          score += ((unit.rarity + before.rarity) / 2) * (1 + saturated(best, length, index.sectionMean));
        }
        // A heading that says little else; of a page, its title.
        const { opening } = index.sections[section];
        const heading = held.filter(([place]) => place < opening);
        if (heading.length) {
          const most = Math.max(...heading.map(([, weight]) => Math.min(weight, 1)));
          const bonus = (unit.rarity * most) / Math.sqrt(opening - 1);
          if (section === index.pages[page].first) {
            entry.title += bonus;
            entry.titled++;
          }
          score += bonus;
        }
        entry.sections.set(section, (entry.sections.get(section) || 0) + score);
      }
    });
    const all = units.reduce((sum, { rarity }) => sum + rarity, 0) || 1;
    const ranked = [...pages.values()].map((entry) => {
      const { length, changes } = index.pages[entry.page];
      const held = units.reduce((sum, { rarity }, at) => sum + (entry.frequencies[at] ? rarity : 0), 0);
      const whole = units.reduce((sum, { rarity }, at) => sum + rarity * saturated(entry.frequencies[at], length, index.pageMean), 0);
      const best = [...entry.sections].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const { first } = index.pages[entry.page];
      if (entry.titled === units.length) best.sort((a, b) => (b[0] === first) - (a[0] === first)); // the page itself
      const score = (held / all) ** 2 * (Math.max(...entry.sections.values()) + whole / 2 + entry.title) * (changes ? 0.4 : 1);
      return { page: entry.page, score, sections: best };
    });
    return ranked.sort((a, b) => b.score - a.score || a.page - b.page);
  }

  /* Answers of pages: each page once, and where there is room, its further sections behind it. */
  async function answers(ranked, words, limit) {
    let room = limit - ranked.length;
    const chosen = ranked.slice(0, limit).flatMap(({ page, sections }) => {
      const good = sections.filter(([, score]) => score >= sections[0][1] / 2).slice(0, 1 + Math.max(0, Math.min(room, 3)));
      room -= good.length - 1;
      return good.map(([section]) => ({ page, section }));
    });
    return Promise.all(chosen.map(async ({ page, section }) => {
      const heads = await load("h" + Math.floor(page / index.heads));
      const [address, [, title], ...headings] = heads[page % index.heads];
      const at = section - index.pages[page].first;
      const [anchor, heading] = at ? headings[at - 1] : ["", ""];
      const url = new URL(address, root);
      url.hash = anchor;
      const here = words.filter((word) => decoded.has(word) && decoded.get(word).has(section));
      return { url: url.href, title: heading || title, page: heading ? title : "", document: page, section: at, words: here };
    }));
  }

  async function find(query, limit) {
    let typed = compounds(query.normalize("NFC"));
    let place = 0;
    for (const compound of typed) {
      compound.place = place;
      place += compound.parts.length;
    }
    const stop = new Set(window.stopwords); // a list before Sphinx 9
    const counts = typed.filter(({ parts: [{ spelled }], parts: { length } }) => length > 1 || !stop.has(spelled));
    if (counts.length) typed = counts;
    const unfinished = /[\p{L}\p{M}\p{N}]$/u.test(query);
    const units = await Promise.all(typed.map(async (compound, at) => (
      { ...(await unit(compound, unfinished && at === typed.length - 1)), place: compound.place })));
    const ranked = rank(units);
    const near = ranked.length || !typed.length ? [] : (await meant(units[0].typed, 2, 5)).words;
    const words = new Set(units.flatMap(({ used }) => [...used]));
    return {
      results: await answers(ranked, [...words], limit), total: ranked.length, near, words,
      instead: units.filter(({ instead }) => instead.length).map(({ typed: word, instead }) => [word, instead[0]]),
    };
  }

  /* The text around a match, as nodes. */
  async function excerpt({ document: page, section }, words) {
    const part = partOf(index.texts, page);
    const texts = await load("t" + part);
    return mark(around(texts[page - index.texts[part]][section], words), words);
  }

  /* Loads the index, once; the element's data say where its files are. */
  function ready({ language, index: folder }) {
    base = folder;
    loading ||= Promise.all([load("index"), language && script(language)]).then(([found]) => {
      index = unfold(found);
      return { find };
    });
    return loading;
  }

  window.EssaySearch = { ready, excerpt, part(name, found) { parts.set(name, found); } };
})();
