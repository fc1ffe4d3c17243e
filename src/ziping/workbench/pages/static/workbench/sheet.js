// The workspace behaves like a sheet: Enter down, Tab right, Esc undoes the cell, Ctrl+Z steps back, ranges paste whole.
// Nothing typed is lost: what the server has not confirmed yet is kept in the browser and sent again.
(() => {
  "use strict";
  const sheet = document.querySelector("main.sheet");
  if (!sheet) return;
  const words = document.getElementById("words").dataset;
  const saved = document.getElementById("saved");
  const token = sheet.querySelector("[name=csrfmiddlewaretoken]").value;
  const store = `ziping-${sheet.dataset.package}`;
  const known = new Map();   // cell id -> what the server holds
  const past = [];           // edits that can be undone, newest last
  let pending = new Map();   // cell id -> edit not confirmed
  let timer = 0, sending = false;

  const cells = () => [...sheet.querySelectorAll(".cell")];
  const topicOf = (cell) => cell.closest("[data-topic]").dataset.topic;
  for (const cell of cells()) known.set(cell.id, cell.value);

  const keep = () => {
    if (pending.size) localStorage.setItem(store, JSON.stringify([...pending]));
    else localStorage.removeItem(store);
  };

  const note = (cell, way, undoable = true) => {
    const before = pending.has(cell.id) ? pending.get(cell.id).before : known.get(cell.id) ?? "";
    if (undoable) past.push({ id: cell.id, before: cell.dataset.last ?? known.get(cell.id) ?? "", after: cell.value });
    cell.dataset.last = cell.value;
    pending.set(cell.id, {
      topic: topicOf(cell), line: cell.dataset.line, column: cell.dataset.column, before, after: cell.value, way,
    });
    keep();
    saved.textContent = words.saving;
    clearTimeout(timer);
    timer = setTimeout(send, 400);
  };

  const send = async () => {
    if (sending || !pending.size) return;
    sending = true;
    const batch = pending;
    pending = new Map();
    const edits = [...batch.values()];
    const way = edits.every((edit) => edit.way === "pasted") ? "pasted" : edits.every((edit) => edit.way === "undone") ? "undone" : "typed";
    try {
      const answer = await fetch(sheet.dataset.save, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ page: sheet.dataset.page, way, edits }),
      });
      if (answer.redirected || !(answer.headers.get("Content-Type") || "").includes("json")) throw new Error("away");
      const body = await answer.json();
      if (body.locked) { saved.textContent = body.locked; return; }
      const refused = new Set(body.conflicts.map((one) => `${one.topic}|${one.line}|${one.column}`));
      for (const [id, edit] of batch) {
        if (!refused.has(`${edit.topic}|${edit.line}|${edit.column}`)) known.set(id, edit.after);
      }
      show(body, batch);
      keep();
    } catch (error) {
      for (const [id, edit] of batch) if (!pending.has(id)) pending.set(id, edit); else pending.get(id).before = edit.before;
      keep();
      saved.textContent = words.offline;
      saved.classList.add("late");
      timer = setTimeout(send, 5000);
    } finally {
      sending = false;
      if (pending.size) { clearTimeout(timer); timer = setTimeout(send, 400); }
    }
  };

  const show = (body, batch) => {
    saved.classList.remove("late");
    saved.innerHTML = body.saved;
    document.getElementById("outline").innerHTML = body.outline;
    document.getElementById("notes").innerHTML = body.notes;
    const missing = new Set(body.missing);
    for (const cell of cells()) {
      cell.classList.toggle("wrong", cell.id in body.troubles);
      cell.classList.toggle("missing", missing.has(cell.id) && !cell.value);
      for (const one of ["error", "warning", "notice"]) cell.classList.toggle(`said-${one}`, body.marks[cell.id] === one);
      const trouble = document.getElementById(`x-${cell.id}`);
      if (trouble) trouble.textContent = body.troubles[cell.id] || "";
    }
    compute(body.computed);
    conflicts(body.conflicts, batch);
  };

  const compute = (computed) => {
    for (const output of sheet.querySelectorAll("output")) output.textContent = computed[output.id] || "";
  };

  const conflicts = (found, batch) => {
    const box = document.getElementById("conflicts");
    for (const one of found) {
      const entry = [...batch].find(([, edit]) => edit.topic === one.topic && edit.line === one.line && edit.column === one.column);
      const cell = entry && document.getElementById(entry[0]);
      if (!cell) continue;
      known.set(cell.id, one.theirs);
      const line = document.createElement("p");
      line.className = "conflict";
      line.append(`${words.conflict} ${cell.getAttribute("aria-label")}：`);
      for (const [label, value] of [[words.mine, one.mine], [`${words.theirs} ${one.by}`, one.theirs]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-sm btn-outline-secondary";
        button.textContent = `${label} ${value || "（空）"}`;
        button.addEventListener("click", () => { cell.value = value; line.remove(); if (value !== one.theirs) note(cell, "typed"); });
        line.append(button);
      }
      box.append(line);
    }
  };

  sheet.addEventListener("input", (event) => {
    if (event.target.classList.contains("cell")) note(event.target, "typed");
  });
  sheet.addEventListener("focusin", (event) => {
    const cell = event.target;
    if (!cell.classList.contains("cell")) return;
    cell.dataset.entered = cell.value;
    cell.dataset.last = cell.value;
    for (const one of document.querySelectorAll(".note")) {
      one.classList.toggle("near", (one.dataset.cells || "").split(" ").includes(cell.id));
    }
  });

  const table = (cell) => {
    const rows = [...cell.closest("table").querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td, th")]);
    const row = rows.findIndex((one) => one.includes(cell.closest("td")));
    return { rows, row, column: rows[row].indexOf(cell.closest("td")) };
  };
  const cellAt = (rows, row, column) => rows[row]?.[column]?.querySelector(".cell") ?? null;

  sheet.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.classList.contains("cell")) return;
    if (event.key === "Escape") {
      if (cell.value !== cell.dataset.entered) { cell.value = cell.dataset.entered; note(cell, "undone", false); }
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") { event.preventDefault(); undo(); return; }
    if (!cell.closest("table") || cell.tagName === "TEXTAREA" && event.key === "Enter" && event.altKey) return;
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || cell.tagName === "SELECT" && event.key !== "Enter") return;
    event.preventDefault();
    const { rows, row, column } = table(cell);
    for (let at = row + step; at >= 0 && at < rows.length; at += step) {
      const next = cellAt(rows, at, column);
      if (next) { next.focus(); next.select?.(); return; }
    }
  });

  const undo = () => {
    const last = past.pop();
    const cell = last && document.getElementById(last.id);
    if (!cell) return;
    cell.value = last.before;
    note(cell, "undone", false);
    cell.focus();
  };

  sheet.addEventListener("paste", (event) => {
    const cell = event.target;
    if (!cell.classList.contains("cell") || !cell.closest("table")) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const { rows, row, column } = table(cell);
    const lines = text.split("\n").map((line) => line.split("\t"));
    let at = row;
    for (const values of lines) {
      while (at < rows.length && !cellAt(rows, at, column)) at += 1;
      if (at >= rows.length) {
        const section = cell.closest("[data-topic]");
        if (!section.querySelector("[data-add]")) break;
        add(section);
        rows.push([...section.querySelector("tbody tr:last-child").querySelectorAll("td, th")]);
      }
      values.forEach((value, number) => {
        const target = cellAt(rows, at, column + number);
        if (!target) return;
        target.dataset.last = target.value;
        target.value = value.trim();
        note(target, "pasted");
      });
      at += 1;
    }
  });

  const fresh = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 7)}`;
  const add = (section) => {
    const body = section.querySelector("tbody");
    const template = document.getElementById(`new-${section.dataset.topic}`);
    const row = template.content.firstElementChild.cloneNode(true);
    const key = `${section.dataset.topic}-${fresh()}`;
    row.dataset.line = key;
    for (const one of row.querySelectorAll("[id]")) one.id = one.id.replace("NEW", key);
    for (const one of row.querySelectorAll(".cell")) { one.dataset.line = key; known.set(one.id, ""); }
    body.querySelector(".none")?.remove();
    row.querySelector("th").textContent = body.children.length + 1;
    body.append(row);
    return row;
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog).showModal();
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    const adder = event.target.closest("[data-add]");
    if (adder) add(adder.closest("[data-topic]")).querySelector(".cell").focus();
    const said = event.target.closest(".note");
    if (said) {
      const ids = (said.dataset.cells || "").split(" ").filter(Boolean);
      const first = document.getElementById(ids[0]);
      first?.scrollIntoView({ block: "center" });
      first?.focus();
    }
  });

  compute(JSON.parse(document.getElementById("computed").textContent));
  for (const [id, edit] of JSON.parse(localStorage.getItem(store) || "[]")) {
    const cell = document.getElementById(id);
    if (cell) { cell.value = edit.after; }
    pending.set(id, edit);
  }
  if (pending.size) send();
  window.addEventListener("online", send);
})();
