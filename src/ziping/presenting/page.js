// Notes beside the document on a wide screen, filters, and jumping between a note and the words it speaks of.
// Without scripts, and on paper, every note stands in full under the paragraph or table it speaks of.
const [body, pane, tools] = [document.body, document.querySelector(".pane"), document.querySelector(".tools")];
const notes = [...document.querySelectorAll(".note")];
const marks = [...document.querySelectorAll("[data-note]")];
const [count, kind, unfold] = ["count", "kind", "unfold"].map((id) => document.getElementById(id));
const boxes = [...document.querySelectorAll("input[data-severity]")];
const wide = matchMedia("(min-width: 60.01rem)");
const noteOf = (number) => document.getElementById("note-" + number);
const numbersOf = (mark) => mark.dataset.note.split(" ");
const marksBy = new Map(notes.map((note) => [note, []]));
marks.forEach((mark) => numbersOf(mark).forEach((number) => marksBy.get(noteOf(number)).push(mark)));
const marksOf = (note) => marksBy.get(note);
const shown = () => notes.filter((note) => !note.hidden);
let chosen = null;
let following = true; // the notes follow the document as it is scrolled by its reader, not as we scroll it

// --- where the notes stand
const isBeside = () => body.classList.contains("beside");
const place = (beside) => {
  const now = beside && pane.dataset.use === "yes";
  if (now !== isBeside()) notes.forEach((note) => (now ? pane : document.getElementById(note.dataset.home)).append(note));
  body.classList.toggle("beside", now);
  body.style.setProperty("--tools", tools.offsetHeight + "px");
};
const scrolledByUs = (scroll) => {
  following = false;
  scroll();
  requestAnimationFrame(() => requestAnimationFrame(() => (following = true)));
};
const level = (note, element) => {
  const edge = pane.getBoundingClientRect().top;
  const wanted = Math.max(edge, Math.min(element.getBoundingClientRect().top, edge + pane.clientHeight * 0.6));
  pane.scrollTop += note.getBoundingClientRect().top - wanted;
};
const textOf = (note) => {
  const first = document.getElementById(note.dataset.at);
  return marksOf(note).find((mark) => first?.contains(mark)) ?? first;
};

// --- choosing a note: "note" when its own title was clicked, "step" by button or key, or the mark that was clicked
const state = () => {
  const list = shown();
  const at = list.indexOf(chosen);
  count.firstChild.textContent = (at < 0 ? "–" : at + 1) + " / " + list.length;
  count.lastChild.textContent = at < 0 ? "" : chosen.querySelector("h3").textContent;
  const folded = body.classList.contains("folded");
  notes.forEach((note) => note.querySelector("button").setAttribute("aria-expanded", String(!folded || note === chosen)));
  unfold.setAttribute("aria-pressed", String(!folded));
};
const choose = (note, from) => {
  document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
  chosen = note;
  if (note) {
    note.classList.add("lit");
    marksOf(note).forEach((mark) => mark.classList.add("lit"));
  }
  state();
  if (!note) return;
  const text = textOf(note);
  scrolledByUs(() => {
    if (!isBeside()) return (from === "note" && text ? text : note).scrollIntoView({ block: from === "note" ? "nearest" : "center" });
    if (text && !(from instanceof Element)) text.scrollIntoView({ block: "center" });
    level(note, from instanceof Element ? from : (text ?? note));
  });
};
const step = (by) => {
  const list = shown();
  const at = list.indexOf(chosen);
  if (list.length) choose(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length], "step");
};
const fromMark = (mark) => {
  const open = numbersOf(mark).map(noteOf).filter((note) => !note.hidden);
  if (open.length) choose(open[(open.indexOf(chosen) + 1) % open.length], mark);
};

// --- filters
const filter = () => {
  const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.dataset.severity));
  notes.forEach((note) => (note.hidden = off.has(note.dataset.severity) || (kind.value !== "" && kind.value !== note.dataset.kind)));
  marks.forEach((mark) => {
    const left = new Set(numbersOf(mark).map(noteOf).filter((note) => !note.hidden).map((note) => note.dataset.severity));
    mark.dataset.mark = ["error", "warning", "notice"].find((severity) => left.has(severity)) ?? "";
    const link = mark.querySelector("a");
    if (left.size) link.setAttribute("href", link.dataset.href ?? link.getAttribute("href"));
    else if (link.hasAttribute("href")) {
      link.dataset.href = link.getAttribute("href");
      link.removeAttribute("href");
    }
  });
  if (chosen?.hidden) choose(null);
  state();
};

boxes.forEach((box) => box.addEventListener("change", filter));
kind.addEventListener("change", filter);
unfold.addEventListener("click", () => (body.classList.toggle("folded"), state()));
document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("previous").addEventListener("click", () => step(-1));
document.addEventListener("click", (event) => {
  const [mark, title, link] = ["[data-note]", ".note h3", "a[data-to]"].map((one) => event.target.closest(one));
  if (mark || link) event.preventDefault();
  if (mark) fromMark(mark);
  else if (title) choose(title.parentElement === chosen ? null : title.parentElement, "note");
  else if (link) {
    const target = document.getElementById(link.dataset.to);
    document.querySelectorAll(".lit.there").forEach((lit) => lit.classList.remove("lit", "there"));
    target.classList.add("lit", "there");
    scrolledByUs(() => target.scrollIntoView({ block: "center" }));
  }
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
  if (event.key === "j" || event.key === "n") step(1);
  else if (event.key === "k" || event.key === "p") step(-1);
  else if (event.key === "Escape") choose(null);
});
let waiting = false;
addEventListener("scroll", () => {
  // Who reads in the notes is not to lose the place there.
  if (!following || waiting || !isBeside() || pane.matches(":hover") || pane.contains(document.activeElement)) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const next = shown().find((note) => (textOf(note)?.getBoundingClientRect().top ?? -1) >= tools.offsetHeight);
    if (next && following) pane.scrollTop += next.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  });
}, { passive: true });

body.classList.add("live", "folded");
place(wide.matches);
filter();
document.querySelectorAll(".scroll").forEach((box) => box.scrollWidth > box.clientWidth || box.removeAttribute("tabindex"));
wide.addEventListener("change", () => place(wide.matches));
addEventListener("resize", () => body.style.setProperty("--tools", tools.offsetHeight + "px"));
addEventListener("beforeprint", () => place(false));
addEventListener("afterprint", () => place(wide.matches));
const asked = location.hash.startsWith("#note-") && document.getElementById(location.hash.slice(1));
if (asked) choose(asked, "step");
