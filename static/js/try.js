// A slider beside each number; both say the same, and the form sends the number.
(function () {
  "use strict";

  function plain(text) {
    return Number(text.replace(/[,\s]/g, ""));
  }

  function decimals(step) {
    return Math.max(0, Math.min(4, Math.ceil(-Math.log10(Number(step) || 1))));
  }

  function bind(slider) {
    const field = document.getElementById(slider.dataset.sliderFor);
    const value = field ? plain(field.value) : NaN;
    if (!Number.isFinite(value)) return;
    slider.hidden = false;
    // What nobody knows has no place of its own: the slider waits in the middle.
    slider.value = field.value.trim() ? value : (Number(slider.min) + Number(slider.max)) / 2;
    slider.addEventListener("input", function () {
      field.value = Number(slider.value).toFixed(decimals(slider.step));
    });
    field.addEventListener("input", function () {
      const typed = plain(field.value);
      if (Number.isFinite(typed)) slider.value = typed;
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-slider-for]").forEach(bind);
  });
})();
