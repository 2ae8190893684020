// Draws charts with Plotly when they come into view. Without it the picture from the server stays.
(function () {
  "use strict";
  const NARROW = 520;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const drawn = new Map();

  function theme() {
    return document.documentElement.dataset.bsTheme || (dark.matches ? "dark" : "light");
  }

  // A colour is written @role or @role/opacity, and only in settings that hold colours.
  function colour(text, colours) {
    const match = /^@([a-z0-9-]+)(?:\/([0-9.]+))?$/.exec(text);
    if (!match || !colours[match[1]]) return text;
    const hex = colours[match[1]];
    if (!match[2]) return hex;
    const parts = [1, 3, 5].map(function (at) { return parseInt(hex.slice(at, at + 2), 16); });
    return "rgba(" + parts.join(",") + "," + match[2] + ")";
  }

  function coloured(node, colours, key) {
    if (Array.isArray(node)) return node.map(function (value) { return coloured(value, colours, key); });
    if (node && typeof node === "object") {
      return Object.fromEntries(Object.entries(node).map(function ([name, value]) {
        return [name, coloured(value, colours, name)];
      }));
    }
    return typeof node === "string" && /color(scale)?$/.test(key) ? colour(node, colours) : node;
  }

  function isPlain(value) {
    return value && typeof value === "object" && !Array.isArray(value);
  }

  function merged(below, above) {
    const result = Object.assign({}, below);
    Object.entries(above || {}).forEach(function ([key, value]) {
      result[key] = isPlain(value) && isPlain(result[key]) ? merged(result[key], value) : value;
    });
    return result;
  }

  function figureFor(spec, narrow) {
    const colours = spec.colours[theme()];
    const over = narrow ? spec.narrow : {};
    const data = spec.data.map(function (trace, index) { return merged(trace, (over.data || {})[index]); });
    return { data: coloured(data, colours, ""), layout: coloured(merged(spec.layout, over.layout), colours, "") };
  }

  function draw(figure) {
    const spec = drawn.get(figure) || JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    const live = figure.querySelector("[data-chart-live]");
    const narrow = figure.clientWidth < NARROW;
    const picture = figureFor(spec, narrow);
    drawn.set(figure, spec);
    live.hidden = false;
    return window.Plotly.react(live, picture.data, picture.layout, spec.config).then(function () {
      figure.dataset.chart = "live";
      figure.dataset.narrow = String(narrow);
    }, function () {
      live.hidden = true;
    });
  }

  function redrawAll() {
    drawn.forEach(function (spec, figure) {
      if (figure.isConnected) draw(figure); else drawn.delete(figure);
    });
  }

  const watcher = new IntersectionObserver(function (entries) {
    entries.filter(function (entry) { return entry.isIntersecting; }).forEach(function (entry) {
      watcher.unobserve(entry.target);
      draw(entry.target);
    });
  }, { rootMargin: "200px" });

  const sizes = new ResizeObserver(function (entries) {
    entries.forEach(function (entry) {
      const figure = entry.target;
      if (figure.dataset.chart === "live" && String(figure.clientWidth < NARROW) !== figure.dataset.narrow) draw(figure);
    });
  });

  function watch(root) {
    if (!window.Plotly) return;
    root.querySelectorAll("figure[data-chart='still']").forEach(function (figure) {
      figure.dataset.chart = "waiting";
      watcher.observe(figure);
      sizes.observe(figure);
    });
  }

  document.addEventListener("DOMContentLoaded", function () { watch(document); });
  document.addEventListener("htmx:load", function (event) { watch(event.target.parentElement || document); });
  document.addEventListener("themechange", redrawAll);
  dark.addEventListener("change", redrawAll);
})();
