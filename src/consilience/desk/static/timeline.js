// A stretch of columns chosen by dragging becomes the days of the address.
(function () {
  "use strict";
  var figure = document.getElementById("days");
  if (!figure) return;
  var columns = Array.from(figure.querySelectorAll(".column"));
  var hint = document.getElementById("brush"), said = document.getElementById("brush-said");
  var from = null, to = null, dragged = false;
  hint.hidden = columns.length < 2;

  function under(event) {
    var box = figure.getBoundingClientRect();
    var n = Math.floor((event.clientX - box.left) / box.width * columns.length);
    return Math.max(0, Math.min(columns.length - 1, n));
  }

  function ends() {
    return [columns[Math.min(from, to)], columns[Math.max(from, to)]];
  }

  function paint() {
    columns.forEach(function (column, n) {
      var on = from !== null && n >= Math.min(from, to) && n <= Math.max(from, to);
      column.classList.toggle("is-chosen", on);
    });
    said.textContent = from === null ? "" : ends()[0].dataset.start + " to " + ends()[1].dataset.end;
  }

  figure.addEventListener("dragstart", function (event) { event.preventDefault(); });
  figure.addEventListener("pointerdown", function (event) {
    if (event.button !== 0 || !event.target.closest(".day-counts")) return;
    from = to = under(event);
    dragged = false;
  });
  window.addEventListener("pointermove", function (event) {
    if (from === null) return;
    var n = under(event);
    if (n !== to) { to = n; dragged = true; paint(); }
  });
  window.addEventListener("pointerup", function () {
    if (from === null) return;
    if (dragged) {
      var where = new URL(window.location.href);
      where.searchParams.set("since", ends()[0].dataset.start);
      where.searchParams.set("until", ends()[1].dataset.end);
      where.searchParams.delete("page");
      window.location.assign(where);
    }
    from = null;
  });
  window.addEventListener("pointercancel", function () { from = null; paint(); });
  figure.addEventListener("click", function (event) { if (dragged) event.preventDefault(); }, true);
})();
