// A visitor's form: says when little time is left, and clears the screen when it is over.
"use strict";
{
  const place = document.getElementById("time-left");
  const end = Date.now() + Number(place.dataset.seconds) * 1000;
  const WARNED = 120;

  const watch = setInterval(() => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left <= 0) {
      clearInterval(watch);
      window.location.replace(place.dataset.ended);
    } else if (left <= WARNED && !place.textContent) {
      place.textContent = "あと2分で終わります。「入力を終える」を押すか、職員をお呼びください。";
    }
  }, 500);

  // A page that the browser kept shows what the one before typed.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
