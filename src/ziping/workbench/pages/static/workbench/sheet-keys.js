// Moving about, picking ranges, copying, pasting, filling down; rows added, moved and taken away.
(() => {
  "use strict";
  const z = window.zipingSheet;
  if (!z) return;
  const { sheet, typable, byId, held } = z;
  const clipboard = window.zipingClipboard;
  let mode = "ready";          // ready: arrows move · enter: typing over, arrows move on · edit: arrows move the caret
  let anchor = null, head = null, entered = "";

  // --- where things are --------------------------------------------------------------------------------------------------
  const tableOf = (cell) => cell?.closest("table.cells");
  const grid = (table) => [...table.tBodies[0].rows].map((row) => [...row.cells]);
  const spot = (cell) => {
    const td = cell.closest("td");
    return { table: tableOf(cell), row: td.parentElement.sectionRowIndex, column: td.cellIndex };
  };
  const cellIn = (td) => td?.querySelector(".cell") ?? null;
  const inputAt = (rows, row, column) => { const found = cellIn(rows[row]?.[column]); return typable(found) ? found : null; };
  const go = (cell) => { if (!cell) return; cell.focus(); cell.select?.(); };

  const toward = (cell, down, right) => {
    const { table, row, column } = spot(cell);
    const rows = grid(table);
    for (let y = row + down, x = column + right; rows[y]?.[x]; y += down, x += right) {
      const found = cellIn(rows[y][x]);
      if (found) return found;
      if (!down && !right) return null;
    }
    // rows of a heading have one cell: go on past them
    for (let y = row + down; down && rows[y]; y += down) { const found = cellIn(rows[y][column]); if (found) return found; }
    return null;
  };
  const edge = (cell, last) => {
    const { table, row } = spot(cell);
    const cells = grid(table)[row].map(cellIn).filter(Boolean);
    return last ? cells.at(-1) : cells[0];
  };

  // --- ranges ----------------------------------------------------------------------------------------------------------------
  const picked = () => {
    if (!anchor || !head || tableOf(anchor) !== tableOf(head)) return [];
    const one = spot(anchor), other = spot(head);
    const rows = grid(one.table);
    const [top, bottom] = [one.row, other.row].sort((a, b) => a - b);
    const [left, right] = [one.column, other.column].sort((a, b) => a - b);
    return rows.slice(top, bottom + 1).map((row) => row.slice(left, right + 1)).filter((row) => row.some(cellIn));
  };
  const paint = () => {
    for (const td of sheet.querySelectorAll("td.picked")) td.classList.remove("picked");
    if (anchor !== head) for (const td of picked().flat()) td.classList.add("picked");
  };
  const single = (cell) => { anchor = head = cell; paint(); };
  const ranged = () => anchor && head && anchor !== head;
  const range = () => picked().map((row) => row.map(cellIn));

  sheet.addEventListener("focusin", (event) => {
    const cell = event.target;
    if (!cell.classList?.contains("cell")) return;
    mode = "ready";
    z.entered();
    entered = held.get(cell.id) ?? "";
    if (tableOf(cell)) single(cell); else { anchor = head = null; paint(); }
    z.near(cell);
  });
  sheet.addEventListener("mousedown", (event) => {
    const cell = event.target.closest?.("td")?.querySelector(".cell");
    if (!cell || !tableOf(cell)) return;
    if (event.shiftKey && anchor && tableOf(anchor) === tableOf(cell)) { event.preventDefault(); head = cell; paint(); return; }
    if (document.activeElement === cell) { mode = "edit"; return; }
    const drag = (move) => {
      const over = cellIn(move.target.closest?.("td"));
      if (over && over !== head && tableOf(over) === tableOf(cell)) { move.preventDefault(); head = over; paint(); getSelection().removeAllRanges(); }
    };
    document.addEventListener("mousemove", drag);
    document.addEventListener("mouseup", () => document.removeEventListener("mousemove", drag), { once: true });
  });
  sheet.addEventListener("click", (event) => {
    const cell = event.target;
    if (typable(cell) && tableOf(cell) && mode === "ready" && cell.selectionStart === cell.selectionEnd && !ranged()) cell.select?.();
  });
  sheet.addEventListener("dblclick", (event) => { if (typable(event.target)) mode = "edit"; });
  sheet.addEventListener("input", () => { if (mode === "ready") mode = "enter"; });

  // --- keys --------------------------------------------------------------------------------------------------------------------
  const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const leaves = (cell, key) => {
    if (cell.tagName === "SELECT") return key === "ArrowLeft" || key === "ArrowRight";
    return mode !== "edit" || (cell.tagName !== "TEXTAREA" && (key === "ArrowUp" || key === "ArrowDown"));
  };
  const revert = (cell) => { if (typable(cell) && (held.get(cell.id) ?? "") !== entered) z.all([[cell, entered]], "undone"); mode = "ready"; cell.select?.(); single(cell); };
  const extend = (right, down) => { const to = toward(head, down, right); if (to) { head = to; paint(); head.scrollIntoView({ block: "nearest", inline: "nearest" }); } };
  const down = (cell) => {
    const top = ranged() ? range() : [[toward(cell, -1, 0)], [cell]];
    const targets = top.slice(1).flatMap((row) => row.map((one, at) => [one, top[0][at]]));
    z.all(targets.filter(([one, from]) => typable(one) && from).map(([one, from]) => [one, held.get(from.id) ?? ""]), "typed");
  };

  sheet.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.classList?.contains("cell") || event.isComposing) return;
    const control = event.ctrlKey || event.metaKey, key = event.key.toLowerCase();
    const act = (done) => { event.preventDefault(); done(); };
    if (event.key === "Escape") return act(() => (ranged() ? single(cell) : revert(cell)));
    if (control && key === "z") return act(event.shiftKey ? z.redo : z.undo);
    if (control && key === "y") return act(z.redo);
    const table = tableOf(cell);
    if (event.key === "F2" && typable(cell)) return act(() => { mode = "edit"; cell.setSelectionRange?.(cell.value.length, cell.value.length); });
    if (!table) return undefined;
    if (control && key === "d") return act(() => down(cell));
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) return act(() => press(cell, event.key === "ArrowUp" ? "up" : "down"));
    if (event.key === "Enter") {
      if (event.altKey && cell.tagName === "TEXTAREA") return act(() => cell.setRangeText("\n", cell.selectionStart, cell.selectionEnd, "end"));
      return act(() => { const next = toward(cell, event.shiftKey ? -1 : 1, 0); if (next) go(next); else if (!event.shiftKey) grow(cell); });
    }
    if (event.key === "Delete" && (mode === "ready" || ranged()) && cell.tagName !== "SELECT" || event.key === "Delete" && ranged()) {
      return act(() => z.all((ranged() ? range().flat() : [cell]).filter(typable).map((one) => [one, ""]), "typed"));
    }
    if ((event.key === "Home" || event.key === "End") && mode === "ready") return act(() => go(edge(cell, event.key === "End")));
    const arrow = ARROWS[event.key];
    if (!arrow || control || !leaves(cell, event.key)) return undefined;
    if (event.shiftKey && mode === "ready") return act(() => extend(arrow[1], arrow[0]));
    if (event.shiftKey) return undefined;
    return act(() => go(toward(cell, ...arrow)));
  });

  // --- copy and paste --------------------------------------------------------------------------------------------------------
  const copy = (event) => {
    if (!ranged()) return false;
    const rows = picked().map((row) => row.map((td) => { const one = cellIn(td); return one ? z.textOf(one) : td.textContent.trim(); }));
    event.clipboardData.setData("text/plain", clipboard.write(rows));
    event.preventDefault();
    return true;
  };
  document.addEventListener("copy", copy);
  document.addEventListener("cut", (event) => { if (copy(event)) z.all(range().flat().filter(typable).map((one) => [one, ""]), "typed"); });

  const EMPTY = new Set(["", "——", "—", "-"]);
  const kept = (cell, text) => {
    const tidy = cell.inputMode === "decimal" ? z.pasted(text) : cell.tagName === "TEXTAREA" ? text.trim() : text.replace(/\s*\n\s*/g, " ").trim();
    return z.isYuan() && "money" in cell.dataset ? z.toForm(tidy) : tidy;
  };
  sheet.addEventListener("paste", (event) => {
    const cell = event.target;
    if (!typable(cell) || !tableOf(cell)) return;
    const block = clipboard.read(event.clipboardData);
    const plain = block.length === 1 && block[0].length === 1;
    if (plain && (mode !== "ready" || !ranged() && cell.inputMode !== "decimal")) return;
    event.preventDefault();
    const targets = plain && ranged() ? range().flat().filter(typable).map((one) => [one, kept(one, block[0][0])]) : spread(cell, block);
    z.all(targets, "pasted");
  });
  const spread = (cell, block) => {
    const start = spot(ranged() ? range()[0].find(Boolean) : cell);
    const section = cell.closest("[data-topic]");
    let rows = grid(start.table), at = start.row;
    const targets = [];
    for (const values of block) {
      const blank = values.every((one) => EMPTY.has((one ?? "").trim()));
      while (at < rows.length && !rows[at].some((td) => typable(cellIn(td))) && !blank) at += 1;
      if (at >= rows.length) {
        if (blank || !section.querySelector("[data-add]")) break;
        add(section);
        rows = grid(start.table);
      }
      values.forEach((text, right) => {
        const target = inputAt(rows, at, start.column + right);
        if (target && text !== null) targets.push([target, kept(target, text)]);
      });
      at += 1;
    }
    return targets;
  };

  // --- rows ----------------------------------------------------------------------------------------------------------------------
  const fresh = () => [...crypto.getRandomValues(new Uint8Array(6))].map((one) => one.toString(16).padStart(2, "0")).join("");
  const add = (section) => {
    const body = section.querySelector("tbody");
    const row = byId(`new-${section.dataset.topic}`).content.firstElementChild.cloneNode(true);
    const key = `${section.dataset.topic}-${fresh()}`;
    row.dataset.line = key;
    for (const one of row.querySelectorAll("[id]")) one.id = one.id.replace("NEW", key);
    for (const one of row.querySelectorAll("[aria-describedby]")) one.setAttribute("aria-describedby", `x-${one.id}`);
    for (const one of row.querySelectorAll("[name=line]")) one.value = key;
    for (const one of row.querySelectorAll(".cell")) { one.dataset.line = key; held.set(one.id, ""); z.saving.known.set(one.id, ""); }
    body.querySelector(".none")?.remove();
    body.append(row);
    number(body);
    return row;
  };
  const number = (body) => [...body.rows].forEach((row, at) => { const name = row.querySelector("th.number"); if (name) name.textContent = at + 1; });
  const grow = (cell) => { const section = cell.closest("[data-topic]"); if (section.querySelector("[data-add]")) { const { column } = spot(cell); go(cellIn(add(section).cells[column])); } };
  const press = (cell, act) => cell.closest("tr").querySelector(`[name=act][value=${act}]`)?.click();

  sheet.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches(".line-acts")) return;
    event.preventDefault();
    const row = form.closest("tr"), body = row.parentElement, act = event.submitter.value;
    await z.saving.flush();
    const data = new FormData(form, event.submitter);
    if (data.get("version") === "0") {
      if (act === "remove") row.remove(); else swap(row, act);
      number(body);
      return;
    }
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return;
    if (act === "remove") { location.reload(); return; }
    swap(row, act);
    number(body);
    event.submitter.focus();
  });
  const swap = (row, act) => (act === "up" ? row.previousElementSibling?.before(row) : row.nextElementSibling?.after(row));

  document.addEventListener("click", (event) => {
    const adder = event.target.closest("[data-add]");
    if (adder) go(add(adder.closest("[data-topic]")).querySelector(".cell"));
    const toggle = event.target.closest("[data-unit]");
    if (toggle) z.unit(toggle.dataset.unit === "yuan");
  });
})();
