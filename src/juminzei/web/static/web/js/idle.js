// A page that nobody touched for a while is left for the lock; what was typed goes along to the
// server, which keeps it sealed, and comes back when the password was given. Nothing stays here.
"use strict";
{
  const { idle, lock, kept } = document.body.dataset;
  const MINUTE = 60_000;
  const NEVER_KEPT = "[type=password], [type=file], [type=submit], [type=button], [name=csrfmiddlewaretoken]";
  const fields = (form) => [...form.elements].filter((one) => one.name && !one.matches(NEVER_KEPT));
  const edited = (one) => (one.type === "checkbox" || one.type === "radio" ? one.checked !== one.defaultChecked
    : one.options ? [...one.options].some((option) => option.selected !== option.defaultSelected)
      : one.value !== one.defaultValue);

  function leave() {
    const typed = [...document.querySelectorAll("form")].find((form) => fields(form).some(edited));
    const sent = document.createElement("form");
    const add = (name, value) => {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      sent.append(field);
    };
    add("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    add("kept_page", location.pathname);
    if (typed) {
      add("kept_address", new URL(typed.action || location.href, location.href).pathname);
      for (const one of fields(typed)) {
        if (!one.matches("[type=checkbox]:not(:checked), [type=radio]:not(:checked)")) add(one.name, one.value);
      }
    }
    Object.assign(sent, { method: "post", action: lock, hidden: true });
    document.body.replaceChildren(sent); // blank at once, whatever the network does
    HTMLFormElement.prototype.submit.call(sent);
  }

  function fill({ address, fields: typed }) {
    if (!typed) return;
    const form = [...document.querySelectorAll("form")].find(
      (one) => new URL(one.action || location.href, location.href).pathname === address
        && fields(one).some((field) => field.type !== "hidden" && field.name in typed),
    );
    if (!form) return;
    for (const one of fields(form)) {
      const values = typed[one.name];
      if (!values) continue;
      if (one.type === "checkbox" || one.type === "radio") one.checked = values.includes(one.value);
      else one.value = values[0];
    }
    fields(form).find((one) => one.type !== "hidden")?.focus();
  }

  if (idle) {
    const others = new BroadcastChannel("juminzei-at-work"); // somebody works in another window
    let timer = 0;
    const wait = () => { clearTimeout(timer); timer = setTimeout(leave, idle * MINUTE); };
    const moved = () => { wait(); others.postMessage(""); };
    others.addEventListener("message", wait);
    for (const kind of ["keydown", "pointerdown", "wheel"]) document.addEventListener(kind, moved, { passive: true });
    wait();
  }
  if (kept) fetch(kept, { headers: { Accept: "application/json" } }).then((answer) => answer.json()).then(fill);
}
