/* What a word is for search: sphinx_essay/search/words.py says the same, and why. */
window.EssaySearchWords = (function () {
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const kinds = [[/[\p{Lu}\p{Lt}]/u, "u"], [/\p{L}/u, "l"], [/\p{M}/u, "m"], [/\p{N}/u, "d"], [/[\p{Sc}%\u2030\u00a7\u00b0]/u, "s"], [/[-._'\u2019\u2010\u2011]/, "c"], [/[+#]/, "p"]];
  const marks = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
  const same = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ð: "d", ø: "o", ł: "l", đ: "d", ħ: "h", ı: "i", ς: "σ", ى: "ي", ة: "ه", ک: "ك", ی: "ي" };
  const longest = 40;
  const known = new Map();

  function classOf(character) {
    let found = known.get(character);
    if (!found) {
      const kind = kinds.find(([pattern]) => pattern.test(character));
      found = !kind ? " " : "ulmd".includes(kind[1]) && unspaced.test(character) ? "h" : kind[1];
      known.set(character, found);
    }
    return found;
  }

  function shorten(text) {
    return text.length > longest ? [...text].slice(0, longest).join("") : text;
  }

  function fold(word) {
    const plain = word.normalize("NFKD").replace(marks, "").toLowerCase().replace(/[^\0-\x7f]/g, (letter) => same[letter] || letter);
    return shorten(plain.replace(marks, "").normalize("NFC"));
  }

  /* The compounds of a text (in NFC) in their order: where each stands in the text, the words of it with their places and
     spelling, what they make together, and whether it is a run of a script without blanks. */
  function compounds(text) {
    const characters = [...text];
    const offsets = [0];
    for (const character of characters) offsets.push(offsets[offsets.length - 1] + character.length);
    const classes = characters.map(classOf).join("");
    const found = [];
    for (const { 0: compound, index: from } of classes.matchAll(/h[hm]*|[uld][uldm]*(?:c[uld][uldm]*)*p*|s/g)) {
      const run = compound[0] === "h";
      const part = (index, length) => {
        const start = offsets[from + index];
        const end = offsets[from + index + length];
        const raw = text.slice(start, end);
        return { start, end, word: fold(raw), spelled: shorten(raw.toLowerCase()) };
      };
      let parts;
      if (run) {
        const letters = [...fold(text.slice(offsets[from], offsets[from + compound.length]))];
        parts = letters.map((letter, at) => {
          const word = letter + (letters[at + 1] || "");
          const place = offsets[Math.min(from + at, from + compound.length - 1)];
          return { start: place, end: place + word.length, word, spelled: word };
        });
      } else if (compound === "s") {
        parts = [part(0, 1)];
      } else {
        parts = [...compound.matchAll(/u+(?=ul)|(?=[uld])u*(?:[lm]|d+u*)*|p/g)].filter(([word]) => word)
          .map((word) => part(word.index, word[0].length)).filter(({ word }) => word);
      }
      const whole = parts.length > 1 && !run ? shorten(parts.map(({ word }) => word).join("")) : "";
      if (parts.length) found.push({ parts, whole, run, start: offsets[from], end: offsets[from + compound.length] });
    }
    return found;
  }

  /* The words of a text as the index has them: [place, word]. */
  function words(text) {
    let place = 0;
    return compounds(text.normalize("NFC")).flatMap(({ parts, whole }) => [
      ...(whole ? [[place, whole]] : []),
      ...parts.flatMap(({ word, spelled }) => [...(spelled === word ? [] : [[place, spelled]]), [place++, word]]),
    ]);
  }

  return { compounds, fold, words };
})();
