// A file dropped anywhere on the page is brought; too large a one is told before it is sent.
(() => {
  const form = document.getElementById("bring");
  const drop = document.getElementById("drop");
  const file = document.getElementById("file");
  const told = document.getElementById("told");
  const working = document.getElementById("working");
  const most = Number(form.dataset.megabytes) * 1e6;

  const fits = () => {
    const tooLarge = most > 0 && file.files[0] !== undefined && file.files[0].size > most;
    told.hidden = !tooLarge;
    told.textContent = tooLarge ? form.dataset.tooLarge : "";
    return !tooLarge;
  };
  const send = () => {
    if (fits()) form.requestSubmit();
  };
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length === 0) return;
    file.files = event.dataTransfer.files;
    send();
  });
  file.addEventListener("change", send);
  form.addEventListener("submit", (event) => {
    if (!fits()) {
      event.preventDefault();
      return;
    }
    working.textContent = form.dataset.working;
    form.querySelector("button").disabled = true;
  });
  window.addEventListener("pageshow", () => {
    working.textContent = "";
    form.querySelector("button").disabled = false;
  });
})();
