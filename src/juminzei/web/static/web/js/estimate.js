// After each answer the boxes learn from the texts beside them whether they are wrong.
"use strict";
{
  const SUFFIX = "_error";

  function mark(text) {
    const box = document.getElementById(text.id.slice(0, -SUFFIX.length));
    if (!box) return;
    if (text.textContent.trim()) {
      box.setAttribute("aria-invalid", "true");
      box.setAttribute("aria-describedby", text.id);
      text.closest("details:not([open])")?.setAttribute("open", "");
    } else {
      box.removeAttribute("aria-invalid");
      box.removeAttribute("aria-describedby");
    }
  }

  let open = false;
  document.addEventListener("htmx:beforeSwap", () => { open = document.getElementById("steps")?.open ?? open; });
  document.addEventListener("htmx:afterSettle", () => {
    document.querySelectorAll(`[data-estimate] .field-error[id$="${SUFFIX}"]`).forEach(mark);
    const steps = document.getElementById("steps");
    if (steps) steps.open = open;
  });
}
