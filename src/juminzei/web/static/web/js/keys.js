// The keyboard: "/" finds, "g" and a letter jump, "?" helps, "[" "]" step, Ctrl+Enter commits.
// Single-letter keys can be turned off (WCAG 2.1.4); the choice is a cookie without personal data.
"use strict";
{
  const WAIT_MS = 1500; // how long "g" waits for its letter
  let jumping = 0;

  const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const lettersOff = () => document.body.dataset.letters === "off";
  const dialogOpen = () => document.querySelector("dialog[open]");

  function jump(letter) {
    jumping = 0;
    const link = document.querySelector(`[data-letter="${CSS.escape(letter)}"]`);
    if (link) link.click();
    return Boolean(link);
  }

  function single(event) {
    if (jumping && Date.now() - jumping < WAIT_MS) return jump(event.key);
    if (event.key === "g") { jumping = Date.now(); return true; }
    if (event.key === "/") { document.querySelector("[data-find]")?.focus(); return true; }
    if (event.key === "?") { document.getElementById("keys")?.showModal(); return true; }
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return false;
    if (target.matches("input:not([type=radio], [type=checkbox])")) target.focus(); else target.click();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // a Japanese word is being converted
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form") ?? document.querySelector("form[data-commit]");
      if (form?.matches("[data-commit]") || event.target.closest("form")) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    if (event.key === "Escape" && typing(event.target) && !dialogOpen()) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
    if (typing(event.target) || lettersOff() || dialogOpen()) return;
    if (single(event)) event.preventDefault();
  });

  document.querySelector("[data-letters-switch]")?.addEventListener("change", (event) => {
    const value = event.target.checked ? "on" : "off";
    document.body.dataset.letters = value;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${event.target.dataset.lettersSwitch}=${value}; path=/; max-age=31536000; SameSite=Strict${secure}`;
  });

  document.querySelector("[data-focus]")?.focus();
}
