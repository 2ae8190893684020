// Fills the range of an estimate from "How do you know?", as the server does for those without JavaScript.
(function () {
  "use strict";

  function part(group, name) { return group.querySelector("[data-part='" + name + "']"); }

  function read(input) {
    const text = input.value.replace(/[\s%\u00a0\u202f$€£¥₹₱]/g, "").replace(/\u2212/g, "-").replace(/,(?=\d{3}(\D|$))/g, "");
    return /^[-+]?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
  }

  function show(value, group) {
    const large = "roundLarge" in group.dataset && Math.abs(value) >= 1000;
    const digits = large ? 0 : Number(group.dataset.digits);
    return value.toLocaleString("en-US", { minimumFractionDigits: 0, maximumFractionDigits: digits });
  }

  function bounded(value, group) {
    const least = group.dataset.min, most = group.dataset.max;
    if (least !== "" && value < Number(least)) return Number(least);
    return most !== "" && value > Number(most) ? Number(most) : value;
  }

  function isAutomatic(group) {
    const low = part(group, "low").value, high = part(group, "high").value;
    return (low === "" && high === "") || part(group, "auto").value === low + "|" + high;
  }

  function fill(group) {
    const likely = read(part(group, "likely"));
    const spread = JSON.parse(group.dataset.spreads)[part(group, "evidence").value];
    if (likely === null || spread === undefined) return;
    const width = Math.abs(likely) * spread;
    const low = show(bounded(likely - width, group), group), high = show(bounded(likely + width, group), group);
    part(group, "low").value = low;
    part(group, "high").value = high;
    part(group, "auto").value = low + "|" + high;
  }

  function markUnknown(group) {
    const unknown = part(group, "evidence").value === "unknown";
    ["low", "likely", "high"].forEach(function (name) { part(group, name).disabled = unknown; });
    const note = group.querySelector(".estimate-unknown");
    if (note) note.hidden = !unknown;
  }

  function react(event) {
    const group = event.target.closest("[data-estimate]");
    if (!group) return;
    const name = event.target.dataset.part;
    if (name === "evidence") markUnknown(group);
    if ((name === "likely" || name === "evidence") && isAutomatic(group)) fill(group);
    if (name === "low" || name === "high") part(group, "auto").value = "";
    if (name === "likely" && event.isTrusted) part(group, "source").value = "";
  }

  function takeOverPlain(input, value) {
    input.value = value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  }

  function takeOver(event) {
    const button = event.target.closest("[data-use-for]");
    const group = button && document.getElementById(button.dataset.useFor);
    if (!group || !button.dataset.likely) return;
    event.preventDefault();
    if (!group.matches("[data-estimate]")) { takeOverPlain(group, button.dataset.likely); return; }
    part(group, "evidence").value = button.dataset.evidence || "E";
    markUnknown(group);
    ["low", "likely", "high"].forEach(function (name) { part(group, name).value = button.dataset[name] || ""; });
    part(group, "auto").value = "";
    if (!button.dataset.low && !button.dataset.high) fill(group);
    part(group, "source").value = button.dataset.source || "";
    part(group, "likely").dispatchEvent(new Event("change", { bubbles: true }));
    part(group, "likely").focus();
  }

  document.addEventListener("input", react);
  document.addEventListener("change", function (event) {
    if (event.target.dataset && event.target.dataset.part === "evidence") react(event);
  });
  document.addEventListener("click", takeOver);
  function start(root) { root.querySelectorAll("[data-estimate]").forEach(markUnknown); }
  document.addEventListener("DOMContentLoaded", function () { start(document); });
  document.addEventListener("htmx:load", function (event) { start(event.target); });
})();
