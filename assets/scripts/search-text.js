/* A text with the words that were found in it, and the piece of it that holds most of them. */
window.EssaySearchText = (function () {
  const { compounds } = window.EssaySearchWords;
  const LENGTH = 180;

  function wordsOf(text) {
    return new Set(compounds(text.normalize("NFC")).flatMap(({ parts }) => parts.map(({ word }) => word)));
  }

  /* Where the words of the set `words` stand in a text (in NFC), as [start, end, word], in their order. */
  function matches(text, words) {
    const found = [];
    for (const { parts, whole, start, end } of compounds(text)) {
      if (whole && words.has(whole)) {
        found.push([start, end, whole]);
        continue;
      }
      for (const part of parts) {
        const last = found[found.length - 1];
        if (!words.has(part.word) && !words.has(part.spelled)) continue;
        if (last && last[1] > part.start) last[1] = part.end;
        else found.push([part.start, part.end, part.word]);
      }
    }
    return found;
  }

  /* A text with the words marked, as nodes. */
  function mark(text, words) {
    const nodes = [];
    let place = 0;
    for (const [start, end] of matches(text, words)) {
      const element = document.createElement("mark");
      element.textContent = text.slice(start, end);
      nodes.push(text.slice(place, start), element);
      place = end;
    }
    return [...nodes, text.slice(place)];
  }

  /* The piece of a text with most of the words in it. */
  function around(text, words) {
    const found = matches(text, words);
    let best = [0, 0];
    found.forEach(([start], at) => {
      const different = new Set(found.slice(at).filter(([, end]) => end < start + LENGTH - 40).map(([, , word]) => word)).size;
      if (different > best[0]) best = [different, start];
    });
    const start = best[1] > 40 ? text.slice(0, best[1] - 30).search(/\s\S*$/) + 1 : 0;
    const rest = text.slice(start);
    const piece = rest.length > LENGTH ? rest.slice(0, LENGTH).replace(/\s\S*$/, "") : rest;
    return (start ? "… " : "") + piece + (piece.length < rest.length ? " …" : "");
  }

  return { around, mark, matches, wordsOf };
})();
