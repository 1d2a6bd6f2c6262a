// A slider beside each figure: it moves the figure's field, and the field moves it.
"use strict";
{
  document.querySelectorAll("input[data-moves]").forEach((slider) => {
    const field = document.getElementById(slider.dataset.moves);
    slider.hidden = false;
    slider.addEventListener("input", () => { field.value = slider.value; });
    field.addEventListener("input", () => { slider.value = field.value.replaceAll(",", ""); });
  });
}
