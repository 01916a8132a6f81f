// Any two versions side by side in words: each article is followed along its trail through the versions (texts.js).
(() => {
  const form = document.getElementById("page-choose");
  const result = document.getElementById("page-result");
  const says = JSON.parse(result.dataset.says);
  const [series] = codetool.texts;
  const pages = "../"; // addresses in the data are those from the site's folder
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const made = (name, attributes, ...children) => {
    const element = document.createElement(name);
    Object.assign(element, attributes);
    element.append(...children);
    return element;
  };

  // --- words ---------------------------------------------------------------------------------------------------------

  // Elisions and signs are words of their own; a word keeps the space behind it.
  const tokens = (text) => text.match(/[\p{L}\p{N}]+['’]?\s*|[^\p{L}\p{N}\s]\s*|\s+/gu) ?? [];

  // The longest common subsequence of two lists of words, as pairs of places (Myers: the less differs, the faster).
  // Texts that have less in common than that are told as one that went and one that came.
  const MOST = 1200; // words that differ
  const common = (old, now) => {
    const furthest = new Map([[1, 0]]);
    const traces = [];
    const most = old.length && now.length ? Math.min(MOST, old.length + now.length) : -1;
    for (let edits = 0; edits <= most; edits += 1) {
      traces.push(new Map(furthest));
      for (let line = -edits; line <= edits; line += 2) {
        const down = line === -edits || (line !== edits && furthest.get(line - 1) < furthest.get(line + 1));
        let x = down ? furthest.get(line + 1) : furthest.get(line - 1) + 1;
        while (x < old.length && x - line < now.length && old[x] === now[x - line]) x += 1;
        furthest.set(line, x);
        if (x >= old.length && x - line >= now.length) return walkedBack(traces, old.length, now.length);
      }
    }
    return [];
  };
  const walkedBack = (traces, oldSize, newSize) => {
    const pairs = [];
    let [x, y] = [oldSize, newSize];
    for (let edits = traces.length - 1; edits >= 0; edits -= 1) {
      const furthest = traces[edits];
      const line = x - y;
      const down = line === -edits || (line !== edits && furthest.get(line - 1) < furthest.get(line + 1));
      const from = down ? line + 1 : line - 1;
      const fromX = edits ? furthest.get(from) : 0;
      const fromY = edits ? fromX - from : 0;
      while (x > fromX && y > fromY) pairs.push([(x -= 1), (y -= 1)]);
      [x, y] = [fromX, fromY];
    }
    return pairs.reverse();
  };

  // A text with what came and went; short common words between two changes are told with them, to be read at one go.
  const SIGNIFICANT = 4; // characters of common text that part two changes
  const segments = (oldText, newText) => {
    const [old, now] = [tokens(oldText), tokens(newText)];
    const found = [];
    const add = (op, text) => {
      if (!text) return;
      if (found.at(-1)?.op === op) found.at(-1).text += text;
      else found.push({ op, text });
    };
    let [x, y] = [0, 0];
    for (const [atOld, atNew] of [...common(old, now), [old.length, now.length]]) {
      add("del", old.slice(x, atOld).join(""));
      add("ins", now.slice(y, atNew).join(""));
      if (atNew < now.length) add("", now[atNew]);
      [x, y] = [atOld + 1, atNew + 1];
    }
    return joined(found);
  };
  const joined = (found) => {
    const runs = [];
    let run = null;
    found.forEach((one, place) => {
      const parts = one.op === "" && (!run || place === found.length - 1 || one.text.trim().length >= SIGNIFICANT || one.text.includes("\n"));
      if (parts) {
        if (run) runs.push({ op: "del", text: run.del }, { op: "ins", text: run.ins });
        run = null;
        runs.push(one);
        return;
      }
      run ??= { del: "", ins: "" };
      if (one.op !== "ins") run.del += one.text;
      if (one.op !== "del") run.ins += one.text;
    });
    if (run) runs.push({ op: "del", text: run.del }, { op: "ins", text: run.ins });
    return runs.filter((one) => one.text);
  };
  const spoken = { del: says.spoken_deleted, ins: says.spoken_inserted };
  const unseen = (words) => made("span", { className: "unseen" }, words);
  // The space behind a change is not struck or underlined.
  const marked = (op, text) => {
    const bare = text.trimEnd();
    if (!op || !bare) return [text];
    return [made(op, {}, unseen(spoken[op]), bare, unseen(says.spoken_end)), text.slice(bare.length)];
  };
  const paragraphs = (found) => {
    const lines = [made("p", {})];
    for (const { op, text } of found) {
      text.split("\n").forEach((piece, turn) => {
        if (turn) lines.push(made("p", {}));
        if (piece) lines.at(-1).append(...marked(op, piece));
      });
    }
    return lines.filter((line) => line.textContent.trim());
  };

  // --- articles ------------------------------------------------------------------------------------------------------

  const orderOf = (version) => series.versions[version].order ?? orderOf(version - 1);
  const readingOf = (article, version) => {
    const found = series.articles[article].readings.find(([first, last]) => first <= version && version <= last);
    if (!found) return null;
    const [, , num, eid, heading, at] = found;
    const text = series.texts[at];
    return { num, eid, whole: heading ? `${heading}\n${text}` : text };
  };
  // The articles of both versions in the order of the new one, those that went where they stood.
  const rows = (old, now) => {
    const order = [...orderOf(now)];
    const there = new Set(order);
    orderOf(old).forEach((article, place, all) => {
      if (there.has(article)) return;
      order.splice(place ? order.indexOf(all[place - 1]) + 1 : 0, 0, article);
      there.add(article);
    });
    return order.map((article) => ({ article, before: readingOf(article, old), after: readingOf(article, now) }));
  };
  const kindOf = ({ before, after }) => {
    if (!before) return "inserted";
    if (!after) return "removed";
    if (before.whole !== after.whole) return "modified";
    return before.num !== after.num ? "renumbered" : "same";
  };
  // What an article that came was cut out of, what one that went is in now: a split and a merger are told as that.
  const related = ({ article, before, after }) => {
    const { origins, heirs } = series.articles[article];
    const [words, others] = before ? [says.went_into, after ? [] : heirs] : [says.came_out_of, origins];
    const links = others.map((one) => made("a", { href: pages + series.articles[one].href }, fill(says.article_title, { num: series.articles[one].readings.at(-1)[2] })));
    return links.length ? [` · ${words} `, ...links.flatMap((one, turn) => (turn ? [", ", one] : [one]))] : [];
  };
  const shown = (row, version) => {
    const { article, before, after } = row;
    const kind = kindOf(row);
    const here = after ?? before;
    const title = fill(says.article_title, { num: here.num || here.eid });
    const href = pages + series.versions[version].href + (here.eid ? `#${encodeURIComponent(here.eid)}` : "");
    const became = before && after && before.num !== after.num ? ` · ${fill(says.became, { old: before.num, new: after.num })}` : "";
    const note = made("p", { className: "note" }, says[`kind_${kind}`], became, ...related(row), " · ", made("a", { href: pages + series.articles[article].href }, says.history));
    const text = kind === "renumbered" ? [] : paragraphs(segments(before?.whole ?? "", after?.whole ?? ""));
    return made("article", { className: "stage" },
      made("h3", {}, after ? made("a", { href }, title) : title), note, made("div", { className: "text", lang: series.language }, ...text));
  };

  // What stands outside articles: headings, covers, annexes. A part is the same one by its id, else by its title.
  const LIKE = [
    (one, other) => one[3] && one[3] === other[3],
    (one, other) => one[4] === other[4] && one[5] === other[5],
    (one, other) => one[4] === other[4],
  ];
  const outside = (old, now) => {
    const at = (version) => series.passages.filter(([first, last]) => first <= version && version <= last);
    const [left, found] = [at(old), at(now)];
    const rest = left.filter((one) => !found.includes(one));
    const came = found.filter((one) => !left.includes(one));
    const pairs = new Map();
    for (const like of LIKE) {
      for (const after of came.filter((one) => !pairs.has(one))) {
        const place = rest.findIndex((one) => like(one, after));
        if (place >= 0) pairs.set(after, rest.splice(place, 1)[0]);
      }
    }
    // A title is told with the text where it changed; else it stands above it already.
    const wholeOf = (one, other) =>
      one && { whole: [one[4] === other?.[4] ? "" : one[4], series.texts[one[5]]].filter(Boolean).join("\n") };
    const told = [...came.map((after) => ({ before: pairs.get(after), after })), ...rest.map((before) => ({ before, after: null }))];
    return told
      .map(({ before, after }) => ({ title: (after ?? before)[4], before: wholeOf(before, after), after: wholeOf(after, before) }))
      .filter(({ before, after }) => before?.whole !== after?.whole);
  };
  const shownOutside = (row) =>
    made("article", { className: "stage" },
      made("h4", { lang: series.language }, row.title || series.title), made("p", { className: "note" }, says[`kind_${kindOf(row)}`]),
      made("div", { className: "text", lang: series.language }, ...paragraphs(segments(row.before?.whole ?? "", row.after?.whole ?? ""))));

  // --- the page ------------------------------------------------------------------------------------------------------

  const compare = (oldLabel, newLabel) => {
    const places = series.versions.map((one) => one.label);
    const [old, now] = [places.indexOf(oldLabel), places.indexOf(newLabel)];
    if (old < 0 || now < 0) return;
    form.elements.old.value = oldLabel;
    form.elements.new.value = newLabel;
    const found = rows(old, now);
    const kinds = { modified: 0, inserted: 0, removed: 0, renumbered: 0, same: 0 };
    for (const row of found) kinds[kindOf(row)] += 1;
    const changed = found.filter((row) => kindOf(row) !== "same");
    const same = old === now ? says.compare_same : says.compare_none;
    document.getElementById("page-pair").textContent = `${series.versions[old].name} → ${series.versions[now].name}`;
    document.getElementById("page-count").textContent = changed.length ? fill(says.changed_count, kinds) : same;
    const full = document.getElementById("page-full");
    full.hidden = now !== old + 1;
    if (!full.hidden) {
      Object.assign(full.firstElementChild, { href: pages + series.steps[old], textContent: says.compare_full });
    }
    const around = outside(old, now).map(shownOutside);
    const head = around.length ? [made("h3", {}, says.compare_outside)] : [];
    document.getElementById("page-changes").replaceChildren(...changed.map((row) => shown(row, now)), ...head, ...around);
    result.hidden = false;
  };
  const asked = () => {
    const query = new URLSearchParams(location.search);
    if (query.has("old") && query.has("new")) compare(query.get("old"), query.get("new"));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(location);
    for (const side of ["old", "new"]) address.searchParams.set(side, form.elements[side].value);
    history.pushState(null, "", address);
    asked();
    document.getElementById("page-pair").focus();
  });
  addEventListener("popstate", asked);
  form.hidden = false;
  asked();
})();
