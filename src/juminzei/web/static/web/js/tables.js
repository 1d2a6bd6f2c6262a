// Tables are one stop of the Tab key; arrows, Home, End, PageUp and PageDown move between the rows' links.
"use strict";
{
  const stops = (table) => [...table.querySelectorAll("tbody [data-row]")];

  function make(table) {
    stops(table).forEach((stop, index) => { stop.tabIndex = index === 0 ? 0 : -1; });
  }

  function move(table, from, to) {
    const all = stops(table);
    const target = all[Math.max(0, Math.min(to, all.length - 1))];
    if (!target) return;
    all[from].tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    const stop = event.target.closest?.("[data-row]");
    const table = stop?.closest("table[data-roving]");
    if (!table) return;
    const at = stops(table).indexOf(stop);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: Infinity, PageDown: at + 10, PageUp: at - 10 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(table, at, to);
  });

  document.addEventListener("focusin", (event) => {
    const table = event.target.closest?.("table[data-roving]");
    if (table && event.target.matches("[data-row]")) {
      stops(table).forEach((stop) => { stop.tabIndex = stop === event.target ? 0 : -1; });
    }
  });

  document.querySelectorAll("table[data-roving]").forEach(make);
  const wanted = document.querySelector("[data-row-focus]") ?? document.querySelector("table[data-roving][data-autofocus] [data-row]");
  wanted?.focus();
}
