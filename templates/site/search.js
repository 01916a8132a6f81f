// Search over the articles of all versions: every word, in any of its forms, or the words between quotation marks in
// their order. The data are scripts (words.js, texts.js), so that it works from a folder as well as from a server.
(() => {
  const PAGE = 20; // results shown at once
  const SHORTEST = 3; // letters from which a word that no text has is looked for by its beginning
  const DROPPED = 4; // letters that may be left off its end
  const AROUND = 90; // characters shown around what was found
  const list = document.getElementById("page-found");
  const count = document.getElementById("page-count");
  const more = document.getElementById("page-more");
  const field = document.getElementById("page-words");
  const says = JSON.parse(list.dataset.says);
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const SPELT = { œ: "oe", æ: "ae", ß: "ss" };
  const fold = (text) =>
    text.toLowerCase().replace(/[œæß]/g, (sign) => SPELT[sign]).normalize("NFD").replace(/\p{M}/gu, "");
  const WORD = /[\p{L}\p{N}]+/gu;
  const made = (name, attributes, ...children) => {
    const element = document.createElement(name);
    Object.assign(element, attributes);
    element.append(...children);
    return element;
  };

  // A language: which folded words are forms of one word, and which are passed over.
  const languages = new Map();
  for (const [language, words] of Object.entries(Object.assign({}, ...codetool.words))) {
    const families = new Map();
    words.forms.forEach((family, number) => {
      for (const form of family.split(" ")) families.set(form, [...(families.get(form) ?? []), number]);
    });
    languages.set(language, { families, stop: new Set(words.stop), all: new Set() });
  }

  // Every reading of every article: its words, folded, each with its place in the text.
  const readings = [];
  for (const series of codetool.texts) {
    const language = languages.get(series.language);
    const outside = series.passages.map((reading) => ({ href: "", readings: [reading] }));
    [...series.articles, ...outside].forEach((article, place) => {
      article.readings.forEach(([first, last, num, eid, heading, at], turn) => {
        const text = series.texts[at];
        const whole = heading ? `${heading}\n${text}` : text;
        const places = new Map();
        const words = [];
        for (const found of whole.matchAll(WORD)) {
          const word = fold(found[0]);
          if (!places.has(word)) places.set(word, []);
          places.get(word).push(words.length);
          words.push({ start: found.index, end: found.index + found[0].length });
          language.all.add(word);
        }
        const latest = first <= series.shown && series.shown <= last;
        readings.push({ series, article, place, turn, first, last, num, eid, heading, whole, places, words, language, latest });
      });
    });
  }

  // A word that was asked for: all the folded words that it stands for in a language, and what it was taken for.
  const meant = (word, language) => {
    const forms = (one) => {
      const found = new Set(language.all.has(one) ? [one] : []);
      for (const family of language.families.get(one) ?? []) language.members(family).forEach((form) => found.add(form));
      return found;
    };
    const own = forms(word);
    if (own.size) return { forms: own, near: "" };
    for (let size = word.length - 1; size >= Math.max(SHORTEST, word.length - DROPPED); size -= 1) {
      const found = forms(word.slice(0, size));
      if (found.size) return { forms: found, near: word.slice(0, size) };
    }
    const begun = word.length < SHORTEST ? [] : [...language.all].filter((one) => one.startsWith(word));
    return { forms: new Set(begun), near: begun.slice(0, 3).join(", ") };
  };
  for (const [name, language] of languages) {
    const forms = Object.assign({}, ...codetool.words)[name].forms;
    language.members = (family) => forms[family].split(" ");
  }

  const NUMBER = /^\s*(?:art(?:icles?|ikel|\.)?\s*)?(\d[\d.\-/]*(?:\s?[a-z]{1,8})?)\s*$/i;
  const bare = (num) => fold(num).replace(/^(?:articles?|artikel|art\.?)\s*/, "").replace(/[\s.–-]+$/, "").replace(/\s+/g, "");

  // What was asked for: an article's number, or words and phrases.
  const parse = (query) => {
    const number = query.match(NUMBER)?.[1];
    const phrases = [];
    const rest = query.replace(/["«“”]([^"«»“”]*)["»“”]/g, (_, inside) => {
      phrases.push(fold(inside).match(WORD) ?? []);
      return " ";
    });
    return { number: number && bare(number), phrases: phrases.filter((one) => one.length), words: fold(rest).match(WORD) ?? [] };
  };

  const placesOf = (reading, forms) => [...forms].flatMap((form) => reading.places.get(form) ?? []);
  const followed = (reading, steps) =>
    placesOf(reading, steps[0]).filter((start) =>
      steps.every((forms, step) => placesOf(reading, forms).includes(start + step)));

  // Whether a reading has all that was asked for: the places found and how well it fits, or null.
  const judged = (reading, asked) => {
    if (asked.number && bare(reading.num) === asked.number) return { places: [], score: 1000 };
    const found = [];
    let score = 0;
    for (const steps of asked.phrases) {
      const starts = followed(reading, steps);
      if (!starts.length) return null;
      found.push(...starts.flatMap((start) => steps.map((_, step) => start + step)));
      score += 20;
    }
    for (const forms of asked.words) {
      const places = placesOf(reading, forms);
      if (!places.length) return null;
      found.push(...places);
      score += Math.min(places.length, 3);
    }
    if (!found.length) return null;
    score += 4 * asked.spelt.filter((word) => reading.places.has(word)).length; // the very word before its other forms
    if (asked.words.length > 1 && followed(reading, asked.words).length) score += 15;
    const inHeading = found.some((place) => reading.words[place].start < reading.heading.length);
    return { places: [...new Set(found)].sort((a, b) => a - b), score: score + (inHeading ? 10 : 0) };
  };

  const near = new Map();
  const understood = (asked, language) => {
    const known = (word) => {
      const { forms, near: taken } = meant(word, language);
      near.set(word, near.has(word) && !near.get(word) ? "" : taken);
      return forms;
    };
    const telling = asked.words.filter((word) => !language.stop.has(word));
    const words = telling.length || asked.phrases.length ? telling : asked.words;
    return { number: asked.number, phrases: asked.phrases.map((one) => one.map(known)), words: words.map(known), spelt: words };
  };

  const find = (query) => {
    const asked = parse(query);
    near.clear();
    const perLanguage = new Map([...languages.values()].map((language) => [language, understood(asked, language)]));
    const found = [];
    for (const reading of readings) {
      const fit = judged(reading, perLanguage.get(reading.language));
      if (fit) found.push({ reading, ...fit });
    }
    // The same article is told once for each text that it had; texts of the version that is shown first (in force, where one is) come first, articles before what is around.
    const isArticle = ({ reading }) => Boolean(reading.article.href);
    return found.sort((a, b) => b.reading.latest - a.reading.latest || isArticle(b) - isArticle(a) || b.score - a.score || a.reading.place - b.reading.place || b.reading.turn - a.reading.turn);
  };

  // The text around what was found, the words marked.
  const excerpt = ({ heading, whole, words }, places) => {
    const text = heading ? heading.length + 1 : 0; // the heading is the title of the result already
    if (!places.length) return [whole.slice(text, text + 2 * AROUND).replace(/\n/g, " ") + (whole.length > text + 2 * AROUND ? " …" : "")];
    const inText = places.filter((place) => words[place].start > heading.length);
    const first = words[(inText.length ? inText : places)[0]];
    const start = Math.max(0, first.start - AROUND);
    const begin = start > heading.length ? whole.indexOf(" ", start) + 1 : text;
    const limit = Math.max(text, first.end) + 2 * AROUND;
    const end = limit >= whole.length ? whole.length : whole.lastIndexOf(" ", limit);
    const pieces = [begin > text ? "… " : ""];
    let at = begin;
    for (const place of places.filter((one) => words[one].start >= begin && words[one].end <= end)) {
      pieces.push(whole.slice(at, words[place].start), made("mark", {}, whole.slice(words[place].start, words[place].end)));
      at = words[place].end;
    }
    pieces.push(whole.slice(at, end), end < whole.length ? " …" : "");
    return pieces.map((piece) => (typeof piece === "string" ? piece.replace(/\n/g, " ") : piece));
  };

  const where = ({ series, first, last }) => {
    const names = { name: series.versions[last].name, first: series.versions[first].name, last: series.versions[last].name, count: last - first + 1 };
    if (first === last) return fill(says.found_in_one, names);
    return fill(first === 0 && last === series.versions.length - 1 ? says.found_latest : says.found_in_many, names);
  };

  const shown = ({ reading, places }) => {
    const { series, article, num, eid, heading, last, latest } = reading;
    const href = series.versions[latest ? series.shown : last].href + (eid ? `#${encodeURIComponent(eid)}` : "");
    const title = [num && fill(says.article_title, { num }), heading].filter(Boolean).join(" – ") || series.title;
    const many = codetool.texts.length > 1 ? [` · ${series.title}`] : [];
    return made("li", {},
      made("p", {}, made("a", { href }, title)),
      made("p", { lang: series.language }, ...excerpt(reading, places)),
      made("p", { className: "where" }, where(reading), ...many, ...(article.href ? [" · ", made("a", { href: article.href }, says.found_history)] : [])));
  };

  let results = [];
  const show = () => {
    const begin = list.children.length;
    list.append(...results.slice(begin, begin + PAGE).map(shown));
    more.hidden = list.children.length >= results.length;
    return list.children[begin];
  };
  const told = () => {
    const number = results.length;
    const said = [number === 0 ? says.search_none : number === 1 ? says.search_one : fill(says.search_many, { count: number })];
    const byNumber = parse(field.value).number; // "art. 5 bis" asks for no word
    for (const [word, found] of near) if (found && number && !byNumber) said.push(fill(says.search_near, { word, found }));
    return said.join(" ");
  };
  const search = () => {
    const query = new URLSearchParams(location.search).get("q") ?? "";
    field.value = query;
    list.replaceChildren();
    results = query.trim() ? find(query) : [];
    count.textContent = query.trim() ? told() : "";
    show();
  };

  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(location);
    address.searchParams.set("q", field.value);
    history.pushState(null, "", address);
    search();
  });
  more.addEventListener("click", () => show()?.querySelector("a").focus());
  addEventListener("popstate", search);
  search();
})();
