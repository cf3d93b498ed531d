"use strict";
document.documentElement.classList.add("js");

// Verdicts stay in this browser, by corpus, stage and rater, until they are saved as a file.
const settings = JSON.parse(document.getElementById("settings").textContent);
const items = [...document.querySelectorAll("#documents > li")];
const rater = document.getElementById("rater");
const progress = document.getElementById("progress");
const buttons = [...document.querySelectorAll("[data-verdict]")];
// By place on the keyboard too: with Korean input on, the key j gives another letter.
const KEYS = { j: "right", k: "wrong", u: "unsure", KeyJ: "right", KeyK: "wrong", KeyU: "unsure" };
const place = (name) => ["malmoi-audit", settings.corpus, settings.stage, name].join("|");
let given = {};
let at = 0;

const stored = (key) => {
  try { return localStorage.getItem(key); } catch { return null; }
};
const keep = (key, value) => {
  try { localStorage.setItem(key, value); } catch { /* the browser keeps nothing: the file is the only copy */ }
};

const show = () => {
  items.forEach((item, i) => (item.hidden = i !== at));
  const verdict = given[items[at].dataset.document];
  buttons.forEach((button) => button.setAttribute("aria-pressed", button.dataset.verdict === verdict));
  buttons.forEach((button) => (button.disabled = !rater.value.trim()));
  progress.textContent = progress.dataset.format
    .replace("{at}", at + 1)
    .replace("{all}", items.length)
    .replace("{done}", Object.keys(given).length);
};
const move = (step) => {
  at = Math.max(0, Math.min(items.length - 1, at + step));
  scrollTo(0, 0);
  show();
};
const judge = (verdict) => {
  if (!rater.value.trim()) return rater.focus();
  given[items[at].dataset.document] = verdict;
  keep(place(rater.value.trim()), JSON.stringify(given));
  move(1);
};
const open = () => {
  given = JSON.parse(stored(place(rater.value.trim())) || "{}");
  const first = items.findIndex((item) => !(item.dataset.document in given));
  at = first < 0 ? 0 : first;
  keep(place(""), rater.value.trim());
  show();
};
const lines = () =>
  items
    .filter((item) => item.dataset.document in given)
    .map((item) =>
      JSON.stringify({
        document: item.dataset.document,
        stage: settings.stage,
        reason: item.dataset.reason,
        rater: rater.value.trim(),
        verdict: given[item.dataset.document],
      })
    )
    .map((line) => line + "\n")
    .join("");

buttons.forEach((button) => button.addEventListener("click", () => judge(button.dataset.verdict)));
document.getElementById("back").addEventListener("click", () => move(-1));
document.getElementById("forward").addEventListener("click", () => move(1));
document.getElementById("save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines()], { type: "application/jsonl" }));
  link.download = `verdicts-${settings.stage}-${rater.value.trim() || "rater"}.jsonl`;
  link.click();
});
addEventListener("keydown", (event) => {
  if (event.target === rater || event.ctrlKey || event.metaKey || event.altKey) return;
  const verdict = KEYS[event.key] || KEYS[event.code];
  if (verdict) judge(verdict);
  if (event.key === "ArrowLeft") move(-1);
  if (event.key === "ArrowRight") move(1);
});
rater.value = stored(place("")) || "";
rater.addEventListener("change", open);
rater.addEventListener("input", open);
open();
