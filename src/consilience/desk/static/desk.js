// The desk works without this. With it, colours are remembered and addresses stay short.
(function () {
  "use strict";
  document.querySelectorAll("input[name=theme]").forEach(function (choice) {
    choice.addEventListener("change", function () {
      document.documentElement.dataset.theme = choice.value;
      document.cookie = "theme=" + choice.value + ";path=/;max-age=31536000;samesite=strict";
    });
  });
  // An address says what was asked for, and nothing of what was left empty.
  document.querySelectorAll("form[data-tidy]").forEach(function (form) {
    form.addEventListener("submit", function () {
      form.querySelectorAll("input, select").forEach(function (field) {
        if (!field.value) field.disabled = true;
      });
    });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-tidy] :disabled").forEach(function (field) {
      field.disabled = false;
    });
  });
})();

// While the picture is redrawn: ask now and then, and say when the page is out of date.
(function () {
  "use strict";
  var notice = document.querySelector("[data-redrawing]");
  if (!notice || !window.fetch) return;
  var link = notice.querySelector("a");
  function ask() {
    fetch("/api/status").then(function (answer) { return answer.json(); }).then(function (said) {
      if (said.picture === "drawing") return void setTimeout(ask, 3000);
      notice.textContent = said.picture === "current" ? "The picture was redrawn. " : "The picture was not redrawn. ";
      notice.append(link);
    }).catch(function () { setTimeout(ask, 15000); });
  }
  setTimeout(ask, 1500);
})();

// In a narrow window the tabs scroll: the one that is open comes into view.
(function () {
  "use strict";
  var open = document.querySelector(".tabs [aria-current]"), tabs = document.querySelector(".tabs");
  if (open && tabs.scrollWidth > tabs.clientWidth) tabs.scrollLeft = open.offsetLeft - tabs.clientWidth / 3;
})();

// In a report, pointing at words or reaching them with the keyboard shows their coding.
(function () {
  "use strict";
  var text = document.querySelector("[data-reading]");
  var cards = document.querySelector(".cards");
  if (!text || !cards) return;
  var narrow = window.matchMedia("(max-width: 40rem)");
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  function show(claim) {
    cards.querySelectorAll(".card.is-shown").forEach(function (card) { card.classList.remove("is-shown"); });
    text.querySelectorAll(".is-hovered").forEach(function (mark) { mark.classList.remove("is-hovered"); });
    var card = document.getElementById("k-" + claim);
    cards.classList.toggle("has-panel", Boolean(card) && narrow.matches);
    if (!card) return;
    card.classList.add("is-shown");
    text.querySelectorAll('.q[data-of="' + claim + '"]').forEach(function (mark) { mark.classList.add("is-hovered"); });
    if (!narrow.matches) {
      cards.scrollTo({ top: card.offsetTop - cards.offsetTop - 40, behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  function claimOf(event) {
    var mark = event.target.closest("[data-of]");
    return mark ? mark.dataset.of : "";
  }

  text.addEventListener("pointerover", function (event) {
    if (event.pointerType === "mouse" && claimOf(event)) show(claimOf(event));
  });
  text.addEventListener("focusin", function (event) { if (claimOf(event)) show(claimOf(event)); });
  text.addEventListener("click", function (event) {
    // Where there is no pointer to hover with, the first tap shows the coding, the second corrects it.
    var claim = claimOf(event);
    if (!claim || !narrow.matches) return;
    var card = document.getElementById("k-" + claim);
    if (card && !card.classList.contains("is-shown")) event.preventDefault();
    show(claim);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") show("");
  });
  if (location.hash.length > 1) show(location.hash.slice(1));
})();
