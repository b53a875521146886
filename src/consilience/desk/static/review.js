// The queue from the keyboard. Keys count only while a matter or something in it has the
// focus, and never while something is being typed.
(function () {
  "use strict";
  var queue = document.getElementById("queue");
  if (!queue) return;
  var matters = Array.from(queue.querySelectorAll(".matter"));
  document.getElementById("keys").hidden = false;

  function current() {
    return matters.indexOf(document.activeElement.closest(".matter"));
  }

  function go(n) {
    var to = matters[Math.max(0, Math.min(matters.length - 1, n))];
    to.focus();
    to.scrollIntoView({ block: "nearest" });
  }

  function typing(target) {
    return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
  }

  queue.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.closest(".matter").focus();
      return;
    }
    var n = current(), here = matters[n] || null;
    if (event.key === "j") go(n + 1);
    else if (event.key === "k") go(n - 1);
    else if (event.key === "o" && here && here.dataset.open) window.location.assign(here.dataset.open);
    else if (event.key === "w" && here && here.querySelector("[name=why]")) here.querySelector("[name=why]").select();
    else {
      var button = here && here.querySelector('button[data-key="' + CSS.escape(event.key) + '"]');
      if (!button) return;
      button.form.requestSubmit(button);
    }
    event.preventDefault();
  });

  // Where a judgement leads on to, the work goes on; a browser has its own turn first.
  window.addEventListener("load", function () {
    setTimeout(function () {
      var spot = window.location.hash && document.getElementById(window.location.hash.slice(1));
      if (spot && spot.classList.contains("matter")) spot.focus();
      else if (spot === queue) go(0);
    }, 0);
  });
})();
