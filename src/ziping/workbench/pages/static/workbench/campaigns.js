// The list of units in a campaign's form: choose all, choose none, count.
document.querySelectorAll("[data-choices]").forEach((box) => {
  const boxes = [...box.querySelectorAll('input[name="units"]')];
  const count = box.querySelector("[data-count]");
  const tools = box.querySelector("[data-tools]");
  const tell = () => { count.textContent = count.dataset.count.replace("{n}", boxes.filter((one) => one.checked).length); };
  const all = (checked) => { boxes.forEach((one) => { one.checked = checked; }); tell(); };
  tools.hidden = false;
  tools.querySelector("[data-all]").addEventListener("click", () => all(true));
  tools.querySelector("[data-none]").addEventListener("click", () => all(false));
  box.addEventListener("change", tell);
});

// A block pasted from a spreadsheet is spread over the rows of a grid, from the cell it is pasted into; rows are added as needed.
document.querySelectorAll("[data-grid]").forEach((grid) => {
  const body = grid.tBodies[0];
  const cells = (row) => [...row.querySelectorAll("input")];
  const addRow = () => {
    const number = body.rows.length;
    const row = body.rows[number - 1].cloneNode(true);
    row.querySelector("th").textContent = number + 1;
    cells(row).forEach((one) => { one.name = one.name.replace(/-\d+$/, `-${number}`); one.value = ""; });
    body.append(row);
    return row;
  };
  grid.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const start = event.target.closest("tr");
    const from = cells(start).indexOf(event.target);
    text.split("\n").forEach((line, down) => {
      const row = body.rows[start.rowIndex - 1 + down] ?? addRow();
      line.split("\t").forEach((part, right) => { const one = cells(row)[from + right]; if (one) one.value = part.trim(); });
    });
  });
});
