// Runs before the first paint, so that a page never flashes in the wrong theme.
(function () {
  "use strict";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try { return localStorage.getItem("theme") || "auto"; } catch { return "auto"; }
  }

  function apply(choice) {
    root.dataset.bsTheme = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
    document.querySelectorAll("[data-theme-choice]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
    });
    document.dispatchEvent(new CustomEvent("themechange", { detail: root.dataset.bsTheme }));
  }

  apply(stored());
  dark.addEventListener("change", function () { apply(stored()); });
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".theme-choice[hidden]").forEach(function (box) { box.hidden = false; });
    apply(stored());
  });
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    try { localStorage.setItem("theme", button.dataset.themeChoice); } catch { /* private window: this page only */ }
    apply(button.dataset.themeChoice);
  });
})();
