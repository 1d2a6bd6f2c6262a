// The desk's form: Enter goes to the next box, and boxes learn what the answer found wrong.
"use strict";
{
  const form = document.querySelector("form[data-enter-next]");
  const boxes = () => [...form.querySelectorAll("input:not([type=hidden]), select")].filter(
    (box) => !box.disabled && box.closest("details:not([open])") === null);

  form?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (!event.target.matches("input, select")) return;
    event.preventDefault();
    const all = boxes();
    const next = all[all.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
    if (next) next.focus(); else form.querySelector(".button-main")?.focus();
    next?.select?.();
  });

  document.addEventListener("htmx:afterSettle", () => {
    form?.querySelectorAll("[aria-invalid]").forEach((box) => box.removeAttribute("aria-invalid"));
    document.querySelectorAll("#outcome .error-summary a[href^='#'], #outcome a[data-box]").forEach((link) => {
      const box = document.getElementById(link.hash.slice(1));
      if (!box) return;
      box.setAttribute("aria-invalid", "true");
      box.closest("details:not([open])")?.setAttribute("open", "");
    });
  });
}
