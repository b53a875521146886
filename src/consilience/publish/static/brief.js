// The brief reads without this. With it, the words open beside the page, long
// lists can be filtered, and the choice of colours is kept.
(function () {
  "use strict";
  var panel = document.getElementById("panel");
  var body = document.getElementById("panel-body");
  var opener = null;

  function make(tag, name, text) {
    var node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    return node;
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    if (opener) {
      opener.removeAttribute("aria-expanded");
      opener.focus();
    }
    opener = null;
  }

  // A copy of the paragraph that the claim stands in, with only that claim marked.
  function passage(anchor) {
    var words = document.getElementById(anchor);
    var copy = words.closest("p").cloneNode(true);
    copy.removeAttribute("class");
    copy.querySelectorAll("[id]").forEach(function (node) { node.removeAttribute("id"); });
    copy.querySelectorAll('[data-of="' + anchor + '"]').forEach(function (node) {
      node.classList.add("is-shown");
    });
    var text = make("div", "panel-text");
    text.lang = words.closest("[lang]").lang;
    text.dir = "auto";
    text.append(copy);
    return text;
  }

  function slots(anchor) {
    var list = make("dl");
    var row = document.getElementById("s-" + anchor);
    if (!row) return list;
    var heads = row.closest("table").tHead.rows[0].cells;
    Array.from(row.cells).forEach(function (cell, n) {
      var value = cell.textContent.trim();
      if (!value) return;
      var link = n && cell.querySelector("a"), said = make("dd", "", link ? "" : value);
      if (link) said.append(eventLink(link.getAttribute("href"), value));
      list.append(make("dt", "", heads[n].textContent), said);
    });
    return list;
  }

  // The way to an event, in the words of its own entry.
  function eventLink(href, otherwise) {
    var entry = document.getElementById(href.slice(1));
    var told = entry && entry.querySelector(".line-what, h3, h4, q");
    var link = make("a", "", told ? told.textContent : otherwise);
    link.href = href;
    return link;
  }

  function show(link) {
    var anchor = link.getAttribute("href").slice(1);
    var words = document.getElementById(anchor);
    if (!words) return false;
    if (opener) opener.removeAttribute("aria-expanded");
    opener = link;
    link.setAttribute("aria-expanded", "true");
    var report = words.closest(".report");
    var open = make("a", "panel-open", "Read it in the report");
    open.href = "#" + anchor;
    open.addEventListener("click", function () { opener = null; panel.hidden = true; });
    var where = make("p", "panel-where", report.dataset.name);
    body.replaceChildren(where, make("p", "note", report.dataset.by), passage(anchor), open, slots(anchor));
    panel.hidden = false;
    panel.scrollTop = 0;
    document.getElementById("panel-title").focus();
    return true;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || !/^#c\d+$/.test(link.getAttribute("href")) || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    if (show(link)) event.preventDefault();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") close();
  });
  document.getElementById("panel-close").addEventListener("click", close);

  // A link into a closed fold opens it.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    var own = target.querySelector(":scope > details");
    if (own) own.open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();

  // Lists longer than a screen can be filtered by their words.
  document.querySelectorAll("main > section").forEach(function (section) {
    var lines = section.querySelectorAll(".entry, .statement");
    if (lines.length < 25) return;
    var input = make("input", "filter");
    input.type = "search";
    input.placeholder = "Filter these " + lines.length + " lines";
    input.setAttribute("aria-label", input.placeholder);
    input.addEventListener("input", function () {
      var wanted = input.value.trim().toLowerCase();
      lines.forEach(function (line) {
        line.hidden = Boolean(wanted) && !line.textContent.toLowerCase().includes(wanted);
      });
      section.querySelectorAll("details.more").forEach(function (fold) { fold.open = Boolean(wanted); });
    });
    var list = section.querySelector(".entries, .statements");
    var head = list.previousElementSibling;
    (head && head.tagName === "H3" ? head : list).before(input);
  });

  // The section in view is marked in the contents.
  var links = new Map(Array.from(document.querySelectorAll(".toc a"), function (a) {
    return [a.getAttribute("href").slice(1), a];
  }));
  var seen = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) return;
      links.forEach(function (a) { a.removeAttribute("aria-current"); });
      var here = links.get(entry.target.id);
      if (here) here.setAttribute("aria-current", "true");
    });
  }, { rootMargin: "-20% 0px -70% 0px" });
  document.querySelectorAll("main > section").forEach(function (section) { seen.observe(section); });

  // On paper nothing can be unfolded: the words of what is agreed are opened for printing.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("#agreed .event > details:not([open])"));
    opened.forEach(function (fold) { fold.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (fold) { fold.open = false; });
  });

  // A page opened from a file may have no storage; the choice then lasts as long as the page.
  function storage(use) {
    try { return use(localStorage); } catch (error) { return null; }
  }
  var chosen = storage(function (s) { return s.getItem("consilience-theme"); });
  document.querySelectorAll('input[name="theme"]').forEach(function (radio) {
    if (radio.value === chosen) radio.checked = true;
    radio.addEventListener("change", function () {
      storage(function (s) { s.setItem("consilience-theme", radio.value); });
    });
  });
})();
