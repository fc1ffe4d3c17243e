// The workspace behaves like a sheet: Enter down, Tab right, F2 edits, Esc undoes the cell, Ctrl+Z steps back, ranges are
// picked with Shift, copied and pasted whole. Cells are plain inputs, so that the page also works for a screen reader.
(() => {
  "use strict";
  const sheet = document.querySelector("main.sheet");
  if (!sheet) return;
  const words = document.getElementById("words").dataset;
  const saved = document.getElementById("saved");
  const notes = document.getElementById("notes");
  const { pasted, toYuan, toForm } = window.zipingFigures;
  const typable = (one) => one?.matches?.("input.cell, textarea.cell, select.cell");
  const byId = (id) => document.getElementById(id);
  const topicOf = (cell) => cell.closest("[data-topic]").dataset.topic;
  let yuan = localStorage.getItem("ziping-unit") === "yuan";
  let revision = Number(sheet.dataset.revision);

  // --- what a cell holds and what it shows -------------------------------------------------------------------------------
  const held = new Map();   // cell id -> the text as kept, in the form's unit
  const textOf = (cell) => ("value" in cell ? cell.value : cell.textContent);
  const shownAs = (cell, text) => (yuan && "money" in cell.dataset ? toYuan(text) : text);
  const keptAs = (cell) => {
    const last = held.get(cell.id) ?? "";
    if (textOf(cell) === shownAs(cell, last)) return last;
    return yuan && "money" in cell.dataset ? toForm(cell.value) : cell.value;
  };
  const put = (cell, text) => {
    held.set(cell.id, text);
    const shown = shownAs(cell, text);
    if (!("value" in cell)) { cell.textContent = shown; return; }
    if (cell.tagName === "SELECT" && shown && ![...cell.options].some((one) => one.value === shown)) {
      const named = [...cell.options].find((one) => one.text === shown);
      if (named) { held.set(cell.id, named.value); cell.value = named.value; return; }
      cell.add(new Option(shown, shown));
    }
    cell.value = shown;
  };

  const tell = (text, late = false) => { saved.textContent = text; saved.classList.toggle("late", late); };
  for (const cell of sheet.querySelectorAll(".cell")) held.set(cell.id, textOf(cell));

  const saving = window.zipingSaving({
    sheet, words, tell,
    filled: (id, text) => { const cell = byId(id); if (typable(cell)) put(cell, text); },
    show: (body, clashes) => { show(body); for (const [id, clash] of clashes) clashed(id, clash); },
  });
  for (const cell of sheet.querySelectorAll(".cell")) saving.known.set(cell.id, saving.pending.get(cell.id)?.before ?? held.get(cell.id));

  const queue = (cell, way) => saving.edit(cell.id, { topic: topicOf(cell), line: cell.dataset.line, column: cell.dataset.column }, held.get(cell.id), way);

  // --- undo ----------------------------------------------------------------------------------------------------------------
  const past = [], future = [];
  let typing = null;   // the step that goes on while one cell is typed into
  const step = (changes, way) => {
    if (changes.length) { past.push({ changes, way }); future.length = 0; }
  };
  const change = (cell, text) => {
    const before = held.get(cell.id) ?? "";
    if (before === text) return null;
    put(cell, text);
    return { id: cell.id, before, after: held.get(cell.id) };
  };
  const all = (targets, way) => {   // [[cell, text]] as one step
    typing = null;
    const changes = [];
    for (const [cell, text] of targets) {
      const one = change(cell, text);
      if (one) { changes.push(one); queue(cell, way); }
    }
    step(changes, way);
  };
  const walk = (from, to, side) => {
    const last = from.pop();
    if (!last) return;
    typing = null;
    to.push(last);
    let first = null;
    for (const one of last.changes) {
      const cell = byId(one.id);
      if (!typable(cell)) continue;
      put(cell, one[side]);
      queue(cell, "undone");
      first ??= cell;
    }
    first?.focus();
  };
  sheet.addEventListener("input", (event) => {
    const cell = event.target;
    if (!typable(cell)) return;
    const before = held.get(cell.id) ?? "";
    const text = keptAs(cell);
    held.set(cell.id, text);
    if (typing?.id === cell.id) typing.after = text;
    else { typing = { id: cell.id, before, after: text }; step([typing], "typed"); }
    cell.closest("td, .field")?.querySelector(".clash")?.remove();
    queue(cell, "typed");
  });

  // --- what the server says -------------------------------------------------------------------------------------------------
  const show = (body) => {
    if (body.revision === revision + 1 || body.values) revision = body.revision;
    saved.classList.remove("late");
    saved.innerHTML = body.saved;
    byId("outline").innerHTML = body.outline;
    if (!notes.contains(document.activeElement) || !document.activeElement.matches("textarea")) {
      notes.querySelector("#said").innerHTML = body.notes;
      window.htmx?.process(notes);
    }
    const missing = new Set(body.missing);
    for (const cell of sheet.querySelectorAll(".cell")) {
      const wrong = cell.id in body.troubles;
      cell.classList.toggle("wrong", wrong);
      if (wrong) cell.setAttribute("aria-invalid", "true"); else cell.removeAttribute("aria-invalid");
      cell.classList.toggle("missing", missing.has(cell.id) && !textOf(cell));
      for (const one of ["error", "warning", "notice"]) cell.classList.toggle(`said-${one}`, body.marks[cell.id] === one);
      const trouble = byId(`x-${cell.id}`);
      if (trouble) trouble.textContent = body.troubles[cell.id] || "";
    }
    compute(body.computed);
    for (const [line, version] of Object.entries(body.versions || {})) {
      const [topic, key] = line.split("|");
      const row = sheet.querySelector(`[data-topic="${CSS.escape(topic)}"] [data-line="${CSS.escape(key)}"]`)?.closest("tr");
      const field = row?.querySelector("[name=version]");
      if (field) field.value = version;
    }
    for (const [key, html] of Object.entries(body.stale || {})) { const box = byId(`s-${key}`); if (box) box.innerHTML = html; }
    near(document.activeElement);
  };
  let computed = JSON.parse(byId("computed").textContent);
  const compute = (values) => {
    computed = values;
    for (const output of sheet.querySelectorAll("output[id]")) {
      const text = values[output.id] || "";
      output.textContent = yuan && "money" in output.dataset ? toYuan(text) : text;
    }
  };
  const clashed = (id, clash) => {
    const cell = byId(id);
    if (!typable(cell)) return;
    const place = cell.closest("td, .field");
    place.querySelector(".clash")?.remove();
    const box = document.createElement("div");
    box.className = "clash";
    box.setAttribute("role", "alert");
    box.append(words.conflict);
    for (const [label, text] of [[words.mine, clash.mine], [`${clash.by} ${words.theirs}`, clash.theirs]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm btn-outline-secondary";
      button.textContent = `${label} ${shownAs(cell, text) || words.blank}`;
      button.addEventListener("click", () => {
        box.remove();
        put(cell, text);
        if (text !== saving.known.get(id)) queue(cell, "typed");
        cell.focus();
      });
      box.append(button);
    }
    place.append(box);
  };
  const near = (cell) => {
    for (const one of notes.querySelectorAll(".note")) {
      one.classList.toggle("near", Boolean(cell?.id) && (one.dataset.cells || "").split(" ").includes(cell.id));
    }
  };

  // --- 万元 / 元 -----------------------------------------------------------------------------------------------------------
  const unit = (wanted) => {
    yuan = wanted;
    localStorage.setItem("ziping-unit", yuan ? "yuan" : "form");
    for (const cell of sheet.querySelectorAll(".cell[data-money]")) put(cell, held.get(cell.id) ?? "");
    for (const one of sheet.querySelectorAll("[data-unit]")) one.setAttribute("aria-pressed", String((one.dataset.unit === "yuan") === yuan));
    compute(computed);
  };

  window.zipingSheet = { sheet, words, saving, typable, byId, all, put, held, keptAs, shownAs, queue, pasted, near, textOf, unit, undo: () => walk(past, future, "before"), redo: () => walk(future, past, "after"), entered: () => { typing = null; }, show, clashed, revision: () => revision, toForm, isYuan: () => yuan };
  unit(yuan);
})();
