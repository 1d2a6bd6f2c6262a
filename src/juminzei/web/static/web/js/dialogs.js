// An amount's calculation opens beside the page; without this script the same link opens a page.
"use strict";
{
  // htmx notes the page's address there for a history that we turned off; it names a person.
  sessionStorage.removeItem("htmx-current-path-for-history");

  let opener = null;

  document.addEventListener("htmx:afterSwap", (event) => {
    const dialog = event.target.closest("dialog");
    if (dialog && !dialog.open) {
      opener = document.activeElement;
      dialog.showModal();
      dialog.scrollTop = 0;
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.matches("[data-close]")) event.target.closest("dialog")?.close();
  });

  document.addEventListener("close", (event) => {
    if (event.target.matches("dialog") && opener) { opener.focus(); opener = null; }
  }, true);
}
