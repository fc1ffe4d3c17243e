// When the session has ended while somebody works, they log in again in a dialog: the page and what was typed stay.
(() => {
  "use strict";
  const dialog = document.getElementById("session-dialog");
  if (!dialog) return;
  const frame = dialog.querySelector("iframe");

  const open = () => {
    if (dialog.open) return;
    frame.src = dialog.dataset.login;
    dialog.showModal();
  };
  document.addEventListener("ziping:away", open);
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status === 401) open(); });

  window.addEventListener("message", (event) => {
    if (event.origin !== location.origin || event.source !== frame.contentWindow || event.data?.kind !== "ziping:back") return;
    if (event.data.person !== dialog.dataset.person) { location.reload(); return; }
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = event.data.token;
    dialog.close();
    frame.removeAttribute("src");
    document.dispatchEvent(new Event("ziping:back"));
  });
})();
