// Old text left, new text right: tables made out of the running text when they are first asked for.
const columns = (() => {
  const main = document.querySelector("main");
  const names = { old: main.dataset.old, new: main.dataset.new };
  const made = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const sideOf = (line, side) => {
    const cell = made("td", { "data-side": side, "data-side-name": names[side] });
    if (line) {
      cell.append(...line.cloneNode(true).childNodes);
      for (const mark of cell.querySelectorAll(side === "old" ? "ins" : "del")) mark.remove();
    }
    return cell;
  };
  const heading = (article, side) =>
    made("th", { scope: "col" }, [names[side], article.dataset[side]].filter(Boolean).join(" – "));
  const copyOf = (element) => {
    const copy = element.cloneNode(true);
    for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id");
    return copy;
  };
  const rowsOf = (text) => {
    const rows = [];
    let waiting = []; // lines of the old text only: a line of the new text only stands beside them
    for (const line of text.children) {
      if (line.localName !== "p") {
        rows.push(made("tr", {}, made("td", { colspan: 2 }, copyOf(line))));
        waiting = [];
      } else if (line.classList.contains("only-new") && waiting.length) {
        waiting.shift().lastChild.replaceWith(sideOf(line, "new"));
      } else {
        const old = line.classList.contains("only-new") ? null : line;
        const row = made("tr", {}, sideOf(old, "old"), sideOf(line.classList.contains("only-old") ? null : line, "new"));
        rows.push(row);
        waiting = line.classList.contains("only-old") ? [...waiting, row] : [];
      }
    }
    return rows;
  };
  const pair = (text) => {
    if (text.classList.contains("paired") || !text.firstElementChild) return;
    const article = text.closest("article");
    const head = made("thead", {}, made("tr", {}, heading(article, "old"), heading(article, "new")));
    const table = made("table", { class: "pair" }, head, made("tbody", {}, ...rowsOf(text)));
    text.append(table);
    text.classList.add("paired");
  };
  // An article that is not shown waits until it is.
  const make = () => {
    if (document.body.dataset.view !== "columns") return;
    const all = document.getElementById("page-all").checked;
    for (const text of main.querySelectorAll(all ? ".text" : ".row:not(.quiet) .text, .typographic-row .text")) pair(text);
  };
  const show = (view) => {
    document.body.dataset.view = view;
    make();
  };
  return { make, show };
})();
