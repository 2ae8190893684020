// Small comforts on every page. Nothing here is needed to use it.
(function () {
  "use strict";

  function focusErrors() {
    const summary = document.querySelector("[data-autofocus]");
    if (summary) summary.focus();
  }

  // A link of the error summary leads to the field itself, also where the target is a group.
  function followErrorLink(event) {
    const link = event.target.closest(".error-summary a[href^='#']");
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    const selector = "input:not([type=hidden]), select, textarea";
    const field = target.matches(selector) ? target : target.querySelector(selector) || target;
    field.closest("details:not([open])")?.setAttribute("open", "");
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  }

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (menu !== except) menu.removeAttribute("open");
    });
  }

  // A second click on the same button sends nothing: the first request is still on its way.
  function sendOnce(event) {
    const form = event.target;
    if (event.defaultPrevented || form.dataset.repeat !== undefined) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(function () { delete form.dataset.sent; }, 8000);
  }

  document.addEventListener("DOMContentLoaded", focusErrors);
  document.addEventListener("click", followErrorLink);
  document.addEventListener("click", function (event) { closeMenus(event.target.closest("details.menu")); });
  document.addEventListener("click", function (event) { if (event.target.closest("[data-print]")) window.print(); });
  document.addEventListener("submit", sendOnce);
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open]");
    closeMenus(null);
    if (open) open.querySelector("summary").focus();
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
  document.addEventListener("htmx:configRequest", function (event) {
    const token = document.querySelector("meta[name=csrf-token]");
    if (token) event.detail.headers["X-CSRFToken"] = token.content;
  });
})();
