// What a script adds to the page: the contents follow the reading, a provision can be cited, a reference shows what it
// leads to. Without it the page reads whole. Every text it prints comes from the page.
"use strict";
(() => {
  const main = document.getElementById("page-text");
  const { address } = document.currentScript.dataset;
  const words = JSON.parse(document.currentScript.dataset.words);
  const make = (tag, values, ...inside) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...inside);
    return made;
  };

  // --- contents: the link of what is being read is marked, and kept in sight ------------------------------

  const nav = document.querySelector(".contents");
  const places = [...(nav ? nav.querySelectorAll("a[href]") : [])]
    .map((link) => ({ link, target: document.getElementById(link.hash.slice(1)) }))
    .filter((place) => place.target);
  const whereabouts = document.querySelector(".whereabouts a");
  const home = whereabouts ? whereabouts.textContent : "";
  let marked = null;

  function readingLine() {
    return parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 8 || 80;
  }

  function placeAt(line) {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle].target.getBoundingClientRect().top <= line) low = middle + 1;
      else high = middle;
    }
    return low ? places[low - 1].link : null;
  }

  function follow() {
    const link = placeAt(readingLine());
    if (link === marked) return;
    if (marked) marked.removeAttribute("aria-current");
    if (link) link.setAttribute("aria-current", "location");
    marked = link;
    if (whereabouts) whereabouts.textContent = link ? link.textContent : home;
    if (link && nav.scrollHeight > nav.clientHeight) keepInSight(link);
  }

  function keepInSight(link) {
    const box = nav.getBoundingClientRect();
    const at = link.getBoundingClientRect();
    if (at.top < box.top || at.bottom > box.bottom) nav.scrollTop += at.top - box.top - box.height / 3;
  }

  let waiting = false;
  function soon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  }
  if (places.length) {
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon, { passive: true });
    follow();
  }

  if (!("popover" in HTMLElement.prototype)) return;

  // Beside what was asked about, inside the window, above it where there is no room below.
  function setBeside(box, anchor) {
    const at = anchor.getBoundingClientRect();
    const edge = 8;
    const left = Math.max(edge, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - edge));
    const below = at.bottom + edge + box.offsetHeight <= innerHeight || at.top < box.offsetHeight + edge;
    const top = below ? at.bottom + 6 : at.top - box.offsetHeight - 6;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  }

  // --- citation: a button beside each provision opens what can be copied ---------------------------------

  const told = make("p", { className: "told" });
  told.setAttribute("role", "status");
  const citation = make("p", { className: "citation" });
  const link = make("p", { className: "iri" });
  const panel = make(
    "div", { className: "cite-panel", popover: "auto" },
    citation, link, copier(words.copy_citation, citation), copier(words.copy_link, link), told,
  );
  panel.setAttribute("role", "dialog");
  let asking = null;

  function copier(label, source) {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.textContent);
        told.textContent = words.copied;
      } catch {
        getSelection().selectAllChildren(source);
        told.textContent = words.not_copied;
      }
    });
    return button;
  }

  function cite(button) {
    const provision = button.parentElement;
    const name = provision.dataset.cite;
    citation.textContent = words.before + name + words.after;
    link.textContent = `${address || location.href.split("#")[0]}#${provision.id}`;
    told.textContent = "";
    panel.setAttribute("aria-label", words.cite.replace("{provision}", () => name));
    asking?.setAttribute("aria-expanded", "false"); // moving an open panel closes it without an event
    button.after(panel);
    panel.showPopover();
    setBeside(panel, button);
    asking = button;
    button.setAttribute("aria-expanded", "true");
    panel.querySelector("button").focus();
  }

  // "toggle" comes later than the change, and once for several: what is told of the state cannot wait for it.
  panel.addEventListener("beforetoggle", (event) => {
    if (event.newState === "closed") asking?.setAttribute("aria-expanded", "false");
  });

  panel.addEventListener("toggle", (event) => {
    if (event.newState !== "closed" || !asking) return;
    if (panel.contains(document.activeElement) || document.activeElement === document.body) asking.focus();
    asking = null;
  });

  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS(drawing.namespaceURI, "path");
  line.setAttribute("d", "M7 9.5a3 3 0 0 0 4.3.2l2.2-2.2a3 3 0 0 0-4.2-4.2L8.2 4.4M9 6.5a3 3 0 0 0-4.3-.2L2.5 8.5a3 3 0 0 0 4.2 4.2l1.1-1.1");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(line);

  for (const provision of main.querySelectorAll("[data-cite][id]")) {
    const head = provision.querySelector(":scope > .head");
    if (!head) continue;
    const label = words.cite.replace("{provision}", () => provision.dataset.cite);
    const button = make("button", { type: "button", className: "cite", title: label }, drawing.cloneNode(true));
    button.setAttribute("aria-label", label);
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => (asking === button ? panel.hidePopover() : cite(button)));
    head.after(button);
  }

  // --- preview: a reference shows what it leads to, while it is pointed at or has the focus ----------------

  const LONGEST = 600;
  const preview = make("div", { className: "preview", id: "page-preview", popover: "manual" });
  preview.setAttribute("role", "tooltip");
  main.append(preview);
  let shownFor = null;
  let timer = 0;

  // A copy that can stand beside its original: no ids, no links, no buttons, no headings, and not too long.
  function copied(target) {
    const copy = target.cloneNode(true);
    for (const gone of copy.querySelectorAll(".cite, .cite-panel, .back, .history, sup.note")) gone.remove();
    for (const found of copy.querySelectorAll("*")) {
      for (const name of ["id", "tabindex", "role", "aria-label", "resource", "property", "typeof"]) found.removeAttribute(name);
      if (/^(?:A|H[1-6]|SECTION|LI|OL|UL)$/.test(found.tagName)) {
        const plain = make(found.tagName === "A" ? "span" : "div", { className: found.className });
        plain.append(...found.childNodes);
        found.replaceWith(plain);
      }
    }
    cutAfter(copy, LONGEST);
    return [...copy.childNodes];
  }

  function cutAfter(copy, length) {
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    let left = length;
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.length < left) {
        left -= text.length;
        continue;
      }
      text.textContent = `${text.textContent.slice(0, left).replace(/\S*$/, "")}…`;
      const rest = document.createRange();
      rest.setStartAfter(text);
      rest.setEnd(copy, copy.childNodes.length);
      rest.deleteContents();
      return;
    }
  }

  function show(reference) {
    clearTimeout(timer);
    const target = document.getElementById(decodeURIComponent(reference.hash.slice(1)));
    if (!target || reference === shownFor) return;
    hide();
    preview.className = `preview ${target.className}`;
    preview.replaceChildren(...copied(target));
    preview.showPopover();
    setBeside(preview, reference);
    reference.setAttribute("aria-describedby", preview.id);
    shownFor = reference;
  }

  function hide() {
    clearTimeout(timer);
    if (!shownFor) return;
    shownFor.removeAttribute("aria-describedby");
    shownFor = null;
    preview.hidePopover();
  }

  function later(what, wait) {
    clearTimeout(timer);
    timer = setTimeout(what, wait);
  }

  for (const reference of main.querySelectorAll("a[href^='#']:not(.permalink, .back)")) {
    reference.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => show(reference), 200);
    });
    reference.addEventListener("pointerleave", () => later(hide, 250));
    reference.addEventListener("focus", () => {
      if (reference.matches(":focus-visible")) show(reference);
    });
    reference.addEventListener("blur", hide);
    reference.addEventListener("click", hide);
  }
  preview.addEventListener("pointerenter", () => clearTimeout(timer));
  preview.addEventListener("pointerleave", () => later(hide, 250));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
{% if after %}
{% include "edition/history.js" ignore missing %}
{% endif %}
