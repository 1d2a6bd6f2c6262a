// Scanned pages: next and previous, larger and smaller, turned. Pages are asked for one by one, as each is put on record.
"use strict";
{
  const SIZES = [50, 75, 100, 125, 150, 200, 300, 400]; // per cent of the width that there is
  const FIT = SIZES.indexOf(100);

  function make(viewer) {
    const at = viewer.querySelector("[data-view-at]");
    const failed = viewer.querySelector("[data-view-failed]");
    const stage = viewer.querySelector("[data-view-stage]");
    const sheet = viewer.querySelector("[data-view-sheet]");
    const image = viewer.querySelector("[data-view-page]");
    const buttons = Object.fromEntries([...viewer.querySelectorAll("[data-view]")].map((one) => [one.dataset.view, one]));
    const pages = Number(viewer.dataset.pages);
    let page = Number(viewer.dataset.first);
    let size = FIT;
    let turned = 0;

    function laid() {
      if (!image.naturalWidth) return;
      const box = (stage.clientWidth * SIZES[size]) / 100;
      const shape = image.naturalHeight / image.naturalWidth;
      const sideways = turned % 180 !== 0;
      const width = sideways ? box / shape : box;
      const height = width * shape;
      sheet.style.width = `${box}px`;
      sheet.style.height = `${sideways ? width : height}px`;
      image.style.width = `${width}px`;
      const moved = { 0: [0, 0], 90: [height, 0], 180: [width, height], 270: [0, width] }[turned];
      image.style.transform = `translate(${moved[0]}px, ${moved[1]}px) rotate(${turned}deg)`;
    }

    function told() {
      at.textContent = `${page} / ${pages} ページ`;
      buttons.back.setAttribute("aria-disabled", page === 1);
      buttons.on.setAttribute("aria-disabled", page === pages);
      buttons.smaller.setAttribute("aria-disabled", size === 0);
      buttons.larger.setAttribute("aria-disabled", size === SIZES.length - 1);
    }

    function opened(next) {
      if (next < 1 || next > pages || next === page) return;
      page = next;
      failed.hidden = true;
      stage.hidden = false;
      image.alt = `課税資料イメージ ${page}ページ目`;
      image.src = viewer.dataset.address.replace(/0\/$/, `${page}/`);
      stage.scrollTo(0, 0);
      told();
    }

    const acts = {
      back: () => opened(page - 1),
      on: () => opened(page + 1),
      smaller: () => { size = Math.max(0, size - 1); },
      larger: () => { size = Math.min(SIZES.length - 1, size + 1); },
      fit: () => { size = FIT; },
      turn: () => { turned = (turned + 90) % 360; },
    };
    const fail = () => { failed.hidden = false; stage.hidden = true; };

    viewer.addEventListener("click", (event) => {
      const act = acts[event.target.closest("[data-view]")?.dataset.view];
      if (!act) return;
      act();
      laid();
      told();
    });
    viewer.addEventListener("keydown", (event) => {
      const next = { PageUp: page - 1, PageDown: page + 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      opened(next);
    });
    image.addEventListener("load", () => { laid(); image.dataset.shown = page; });
    image.addEventListener("error", fail);
    addEventListener("resize", laid);
    if (image.complete) { if (image.naturalWidth) { laid(); image.dataset.shown = page; } else fail(); }
    told();
  }

  document.querySelectorAll("[data-viewer]").forEach(make);
}
