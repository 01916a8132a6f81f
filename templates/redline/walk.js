// Filters, and next and previous change by button or key. Without this script the page reads whole.
(() => {
  const by = (id) => document.getElementById(id);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const main = document.querySelector("main");
  const rows = all(".row", main);
  const changed = rows.filter((row) => !row.dataset.facets.split(" ").includes("unchanged"));
  const links = new Map(all("nav a").map((link) => [decodeURIComponent(link.hash.slice(1)), link.closest("li")]));
  const weights = ["high", "medium", "low", "none"];
  const told = (element, values) =>
    element.dataset.told.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // Filters ------------------------------------------------------------------
  const filter = () => {
    const facets = new Set(all("input[name=facet]:checked").map((box) => box.value));
    const most = weights.indexOf(by("page-weight").value);
    let shown = 0;
    for (const row of changed) {
      const fits = row.dataset.facets.split(" ").some((facet) => facets.has(facet)) && weights.indexOf(row.dataset.weight) <= most;
      row.classList.toggle("filtered", !fits);
      links.get(row.id)?.classList.toggle("filtered", !fits);
      shown += fits;
    }
    for (const section of all(".group", main)) {
      const held = all(".row", section);
      section.classList.toggle("quiet", held.every((row) => row.matches(".filtered, .quiet")));
    }
    for (const fold of all("details.fold", main)) {
      fold.classList.toggle("filtered", all(".row", fold).every((row) => row.matches(".filtered")));
    }
    for (const part of all("nav .part")) {
      part.classList.toggle("quiet", all("li", part).every((entry) => entry.matches(".filtered, .quiet")));
    }
    by("page-status").textContent = shown === changed.length ? "" : told(by("page-status"), { shown, all: changed.length });
    tellPosition();
  };

  // Walking ------------------------------------------------------------------
  let here = null; // where the reader is: what was walked to, followed a link to, or clicked into last
  const isShut = (stop) => stop.parentElement.closest("details:not([open])");
  const stopsNow = () => all(".change:not(.filtered)", main).filter((stop) => stop.getClientRects().length && !isShut(stop));
  const lies = (element, where) => here.compareDocumentPosition(element) & where;
  const tellPosition = () => {
    const stops = stopsNow();
    const at = stops.indexOf(here) + 1;
    by("page-position").textContent = told(by("page-position"), { here: at || "–", all: stops.length });
  };
  const walk = (step) => {
    const stops = stopsNow();
    const ahead = here && stops.find((stop) => lies(stop, Node.DOCUMENT_POSITION_FOLLOWING));
    const behind = here && stops.findLast((stop) => lies(stop, Node.DOCUMENT_POSITION_PRECEDING));
    const stop = here ? (step > 0 ? ahead : behind) : stops[0];
    if (!stop) return;
    stop.scrollIntoView({ block: "start" });
    stop.focus({ preventScroll: true });
  };
  document.addEventListener("focusin", (event) => {
    here = event.target.closest("main .row, main h2, main details.change") ?? here;
    tellPosition();
  });
  by("page-next").addEventListener("click", () => walk(1));
  by("page-previous").addEventListener("click", () => walk(-1));

  // Views --------------------------------------------------------------------
  const views = all("input[name=view]");
  const showView = () => columns.show(views.find((one) => one.checked).value);
  const turnView = () => {
    views[views[0].checked ? 1 : 0].checked = true;
    showView();
  };
  for (const one of views) one.addEventListener("change", showView);
  const showAll = () => {
    for (const fold of all(".folded .same.whole", main)) fold.open = by("page-all").checked;
    columns.make();
    tellPosition();
  };
  by("page-all").addEventListener("change", showAll);
  for (const box of all(".filters input, .filters select")) box.addEventListener("change", filter);
  window.addEventListener("hashchange", () => columns.make());

  // Keys ---------------------------------------------------------------------
  const help = by("page-help");
  const keys = {
    n: () => walk(1), j: () => walk(1), p: () => walk(-1), k: () => walk(-1), v: turnView, "?": () => help.showModal(),
  };
  by("page-help-open").addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") by("page-weight").closest("details").open = false;
    const typing = event.target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");
    if (event.ctrlKey || event.metaKey || event.altKey || typing || help.open || !by("page-keys").checked) return;
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  // On paper what is folded would be lost, but for what did not change.
  window.addEventListener("beforeprint", () => {
    for (const fold of all("details:not(.same, .filters)")) fold.open = true;
  });
  for (const part of all(".scripted")) part.hidden = false;
  showView();
  showAll();
  filter();
})();
