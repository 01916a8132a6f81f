// The switches before the text: the lines under the articles shown or not, all of them opened or closed.
(() => {
  const bar = document.querySelector(".history-switches");
  if (!bar) return;
  const show = bar.querySelector('[data-history="show"]');
  const open = bar.querySelector('[data-history="open"]');
  const words = { true: open.dataset.close, false: open.textContent };
  const all = document.querySelectorAll("details.history");
  const set = (button, on) => button.setAttribute("aria-pressed", String(on));
  const toggled = (button) => button.getAttribute("aria-pressed") !== "true";
  show.addEventListener("click", () => {
    const on = toggled(show);
    set(show, on);
    document.documentElement.classList.toggle("no-history", !on);
    open.hidden = !on;
  });
  open.addEventListener("click", () => {
    const on = open.dataset.on !== "true";
    open.dataset.on = String(on);
    open.textContent = words[on];
    all.forEach((one) => { one.open = on; });
  });
  open.hidden = all.length === 0;
  bar.hidden = false;
})();
