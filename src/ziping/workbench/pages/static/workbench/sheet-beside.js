// What stands beside the sheet: notes and their cells, where a figure comes from, who else is here, sentences to take over.
(() => {
  "use strict";
  const z = window.zipingSheet;
  if (!z) return;
  const { sheet, words, byId, held } = z;
  const notes = byId("notes"), why = byId("why"), people = byId("people");
  const POLL = 20_000, IDLE = 600_000, CALM = 250;

  // --- dialogs and notes ---------------------------------------------------------------------------------------------------
  const point = (id) => {
    const cell = id && byId(id);
    if (!cell) return;
    cell.scrollIntoView({ block: "center", inline: "nearest" });
    cell.focus({ preventScroll: true });
  };
  const marked = (ids) => {
    for (const one of sheet.querySelectorAll(".pointed")) one.classList.remove("pointed");
    for (const id of ids) (byId(id)?.closest("td, .field"))?.classList.add("pointed");
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) byId(opener.dataset.dialog).showModal();
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    const one = event.target.closest("[data-cell]");
    if (one) { event.preventDefault(); point(one.dataset.cell); return; }
    const note = event.target.closest(".note");
    if (note && !event.target.closest("a, button, textarea, summary, label")) {
      const ids = (note.dataset.cells || "").split(" ").filter(Boolean);
      marked(ids);
      point(ids[0]);
    }
  });
  notes.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches(".note")) event.target.click(); });
  if (location.hash.startsWith("#c-")) { const id = decodeURIComponent(location.hash.slice(1)); marked([id]); point(id); }

  // --- where a figure comes from ---------------------------------------------------------------------------------------------
  let timer = 0, asked = "", stop = null;
  const explain = async (cell) => {
    if (asked === cell.id) return;
    asked = cell.id;
    stop?.abort();
    stop = new AbortController();
    const query = new URLSearchParams({ topic: cell.closest("[data-topic]").dataset.topic, line: cell.dataset.line, column: cell.dataset.column });
    const answer = await fetch(`${sheet.dataset.why}?${query}`, { signal: stop.signal, headers: { Accept: "text/html, application/json" } }).catch(() => null);
    why.innerHTML = answer?.ok ? await answer.text() : "";
  };
  sheet.addEventListener("focusin", (event) => {
    const cell = event.target;
    if (!cell.classList?.contains("cell")) return;
    clearTimeout(timer);
    timer = setTimeout(explain, CALM, cell);
  });

  // --- who else is here -------------------------------------------------------------------------------------------------------
  let active = Date.now();
  for (const kind of ["keydown", "pointerdown", "focus"]) window.addEventListener(kind, () => { active = Date.now(); }, true);
  const poll = async () => {
    // Somebody who has gone away must not keep the session alive.
    if (document.hidden || Date.now() - active > IDLE || z.saving.pending.size) return;
    const answer = await z.saving.post(sheet.dataset.here, { revision: z.revision() }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const body = await answer.json();
    people.textContent = body.people.map((one) => (one.page ? words.person.replace("NAME", one.name).replace("PAGE", one.page) : one.name)).join(" · ");
    if (body.values && !z.saving.pending.size) { renew(body.values); z.show(body); }
  };
  const renew = (values) => {
    const cells = [...sheet.querySelectorAll(".cell")];
    const ids = new Set(cells.map((cell) => cell.id));
    for (const cell of cells) {
      const text = values[cell.id];
      if (text === undefined || text === held.get(cell.id)) continue;
      z.saving.known.set(cell.id, text);
      z.put(cell, text);
      cell.classList.add("renewed");
    }
    const fresh = cells.filter((cell) => !(cell.id in values) && cell.closest("tr")?.querySelector("[name=version]")?.value !== "0");
    byId("rows-changed").hidden = !(fresh.length || Object.keys(values).some((id) => !ids.has(id)));
  };
  setInterval(poll, POLL);
  setTimeout(poll, 500);

  // --- sentences -----------------------------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const taker = event.target.closest("[data-take]");
    if (taker) {
      const cell = byId(taker.dataset.take);
      const text = taker.closest("li").querySelector("q").textContent;
      const now = held.get(cell.id) ?? "";
      z.all([[cell, now ? `${now.trimEnd()}\n${text}` : text]], "composed");
      cell.focus();
    }
    const mender = event.target.closest("[data-now]");
    if (mender) {
      const cell = byId(mender.closest("[data-of]").dataset.of);
      const figure = new RegExp(`(?<![\\d.,])${mender.dataset.written.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\d%]|[.,]\\d)`, "g");
      z.all([[cell, (held.get(cell.id) ?? "").replace(figure, mender.dataset.now)]], "composed");
    }
  });
})();
