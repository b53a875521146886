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
