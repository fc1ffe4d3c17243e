// A sentence marked in the report is quoted in the form for remarks. Without this script it is copied by hand.
"use strict";
(() => {
  const paper = document.getElementById("paper");
  const quote = document.getElementById("quote");
  if (!paper || !quote) return;
  paper.addEventListener("mouseup", () => {
    const selection = document.getSelection();
    const text = selection ? selection.toString().trim() : "";
    if (text && text.length <= 500 && paper.contains(selection.anchorNode)) quote.value = text;
  });
})();
