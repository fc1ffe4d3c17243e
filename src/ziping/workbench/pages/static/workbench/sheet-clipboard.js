// Ranges from Excel, WPS and our own sheets: text/html where there is one (it knows merged cells), else tab-separated text.
(() => {
  "use strict";

  // A covered part of a merged cell is null: it is left alone. A blank cell is "".
  const fromHtml = (html) => {
    const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
    if (!table) return null;
    const grid = [];
    [...table.rows].forEach((row, y) => {
      grid[y] ??= [];
      let x = 0;
      for (const cell of row.cells) {
        while (grid[y][x] !== undefined) x += 1;
        for (const line of cell.querySelectorAll("br")) line.replaceWith("\n");
        for (let down = 0; down < Math.min(cell.rowSpan, 1000); down += 1) {
          for (let right = 0; right < Math.min(cell.colSpan, 100); right += 1) {
            (grid[y + down] ??= [])[x + right] = down || right ? null : cell.textContent.replace(/[ \t]*\n[ \t]*/g, "\n").trim();
          }
        }
        x += cell.colSpan;
      }
    });
    return grid.slice(0, table.rows.length).map((row) => Array.from(row, (one) => one ?? null));
  };

  // Tab-separated, with quoted cells that hold line breaks.
  const fromText = (text) => {
    const rows = [[""]];
    let quoted = false;
    const tidy = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let at = 0; at < tidy.length; at += 1) {
      const one = tidy[at], row = rows.at(-1), last = row.length - 1;
      if (quoted) {
        if (one !== '"') row[last] += one;
        else if (tidy[at + 1] === '"') { row[last] += '"'; at += 1; }
        else quoted = false;
      } else if (one === '"' && row[last] === "" && closes(tidy, at)) quoted = true;
      else if (one === "\t") row.push("");
      else if (one === "\n") rows.push([""]);
      else row[last] += one;
    }
    return rows;
  };

  // Whether a quote that opens a cell is closed at a cell's end: otherwise it was typed.
  const closes = (text, from) => /^"(?:[^"]|"")*"(?=[\t\n]|$)/.test(text.slice(from));

  const quote = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  window.zipingClipboard = {
    read(data) {
      const html = data.getData("text/html");
      const grid = html && /<table/i.test(html) ? fromHtml(html) : null;
      return grid?.length ? grid : fromText(data.getData("text/plain"));
    },
    write: (rows) => rows.map((row) => row.map(quote).join("\t")).join("\n"),
  };
})();
