// Filters, and jumping between a note and the words it speaks of. Without scripts the page still shows everything.
document.querySelectorAll("[data-severity]").forEach((box) =>
  box.addEventListener("change", () => document.body.classList.toggle("no-" + box.dataset.severity, !box.checked)));
// With scripts, a note shows what is wrong and unfolds the rest when it is wanted; on paper everything is shown.
document.body.classList.add("folded");
document.getElementById("unfold")?.addEventListener("click", () => document.body.classList.toggle("folded"));
const light = (element) => {
  document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
  if (!element) return;
  element.classList.add("lit");
  element.scrollIntoView({ block: "center", behavior: "smooth" });
};
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-note], td[data-note]");
  if (mark) light(document.getElementById("note-" + mark.dataset.note.split(" ")[0]));
  const title = event.target.closest(".note h2");
  if (title) title.parentElement.classList.toggle("open");
  const link = event.target.closest("a[data-to]");
  if (link) {
    event.preventDefault();
    light(document.getElementById(link.dataset.to));
  }
});
let at = -1;
const step = (by) => {
  const notes = [...document.querySelectorAll(".note")].filter((note) => note.offsetParent !== null);
  if (!notes.length) return;
  at = (at + by + notes.length) % notes.length;
  light(notes[at]);
};
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") && event.target.type !== "checkbox") return;
  if (event.key === "j" || event.key === "n") step(1);
  if (event.key === "k" || event.key === "p") step(-1);
});
document.getElementById("next")?.addEventListener("click", () => step(1));
document.getElementById("previous")?.addEventListener("click", () => step(-1));
