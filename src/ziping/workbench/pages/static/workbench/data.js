// The pages beside the form: files dropped, cells picked, a receipt printed. Every page works without this.
(() => {
  "use strict";

  // A form that takes files: drop them on it (or on the row it stands in); with data-send choosing is sending.
  for (const form of document.querySelectorAll("form[data-drop]")) {
    const input = form.querySelector("input[type=file]");
    const area = form.closest(".droppable") || form;
    const send = form.hasAttribute("data-send");
    if (send) {
      form.classList.add("quick");
      form.querySelector("button").addEventListener("click", (event) => {
        if (!input.files.length) { event.preventDefault(); input.click(); }
      });
      input.addEventListener("change", () => { if (input.files.length) form.requestSubmit(); });
    }
    area.addEventListener("dragover", (event) => { event.preventDefault(); area.classList.add("over-it"); });
    area.addEventListener("dragleave", () => area.classList.remove("over-it"));
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      area.classList.remove("over-it");
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      form.requestSubmit();
    });
  }

  document.addEventListener("click", (event) => {
    const pick = event.target.closest("[data-pick]");
    if (pick) {
      for (const box of pick.closest("form").querySelectorAll("input[name=cell]")) {
        box.checked = pick.dataset.pick === "all" || (pick.dataset.pick === "blank" && box.hasAttribute("data-blank"));
      }
    }
    if (event.target.closest("[data-print]")) window.print();
  });
  const shown = () => { for (const one of document.querySelectorAll("[data-pick], [data-print]")) one.hidden = false; };
  document.addEventListener("htmx:afterSettle", shown);
  shown();
})();
