// Next and previous change, by button or by the keys n and p. Without this script the page reads whole.
(() => {
  let here = null; // where the reader is: what was walked to, followed a link to, or clicked into last
  const shown = (element) => element.offsetParent !== null;
  const lies = (element, where) => here.compareDocumentPosition(element) & where;
  const walk = (step) => {
    const stops = [...document.querySelectorAll(".change")].filter(shown);
    const ahead = here && stops.find((stop) => lies(stop, Node.DOCUMENT_POSITION_FOLLOWING));
    const behind = here && stops.findLast((stop) => lies(stop, Node.DOCUMENT_POSITION_PRECEDING));
    const stop = here ? (step > 0 ? ahead : behind) : stops[0];
    if (!stop) return;
    stop.scrollIntoView({ block: "start" });
    stop.focus({ preventScroll: true });
  };
  document.addEventListener("focusin", (event) => {
    here = event.target.closest("main article, main h2, main details") ?? here;
  });
  document.getElementById("next").addEventListener("click", () => walk(1));
  document.getElementById("previous").addEventListener("click", () => walk(-1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "n") walk(1);
    if (event.key === "p") walk(-1);
  });
  document.querySelector(".walk").hidden = false;
})();
