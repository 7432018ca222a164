/* What both search engines need of texts: the words of a question, and a text with those words marked. */
window.EssaySearchText = (function () {
  const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

  function escape(text) {
    return text.replace(/[.*+?^${}()|[\]\\\/-]/g, "\\$&");
  }

  /* Words of a query.  Scripts without blanks between words are cut by the browser's own segmenter. */
  function split(query) {
    if (unspaced.test(query) && Intl.Segmenter) {
      const segmenter = new Intl.Segmenter(document.documentElement.lang || undefined, { granularity: "word" });
      return [...segmenter.segment(query)].filter((piece) => piece.isWordLike).map((piece) => piece.segment);
    }
    return query.split(/[^\p{L}\p{M}\p{N}_]+/u).filter(Boolean);
  }

  /* A text with the words of the query marked, as nodes. */
  function mark(text, words) {
    const pattern = words.filter(Boolean).map((word) => escape(word)).join("|");
    if (!pattern) return [text];
    return text.split(new RegExp(`(${pattern})`, "giu")).map((piece, place) => {
      if (place % 2 === 0) return piece;
      const element = document.createElement("mark");
      element.textContent = piece;
      return element;
    });
  }

  return { escape, split, mark };
})();
