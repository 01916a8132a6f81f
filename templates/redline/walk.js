// Next and previous change, by button or by the keys n and p. Without this script the page reads whole.
(() => {
  const shown = (element) => element.offsetParent !== null;
  let at = -1;
  const walk = (step) => {
    const stops = [...document.querySelectorAll(".change")].filter(shown);
    if (!stops.length) return;
    at = Math.min(Math.max(at + step, 0), stops.length - 1);
    stops[at].scrollIntoView({ block: "start" });
    stops[at].focus({ preventScroll: true });
  };
  document.getElementById("next").addEventListener("click", () => walk(1));
  document.getElementById("previous").addEventListener("click", () => walk(-1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.key === "n") walk(1);
    if (event.key === "p") walk(-1);
  });
  document.querySelector(".walk").hidden = false;
})();
