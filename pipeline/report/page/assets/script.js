"use strict";
document.documentElement.classList.add("js");

// The flow: another amount or group. Shapes and labels come with the page; only their places change.
const flow = document.getElementById("flow-data");
if (flow) {
  const variants = JSON.parse(flow.textContent);
  const figure = document.getElementById("flow");
  const group = document.getElementById("flow-group");
  const redraw = () => {
    const amount = figure.querySelector("input[name=amount]:checked").value;
    const variant = variants[amount + "|" + group.value];
    document.getElementById("flow-in").textContent = variant.in;
    document.getElementById("flow-out").textContent = variant.out;
    figure.querySelectorAll("li").forEach((item, i) => {
      const [lives, leaves, left, lost] = variant.rows[i];
      item.querySelector(".lives").setAttribute("d", lives);
      item.querySelector(".leaves").setAttribute("d", leaves);
      item.querySelector(".left").textContent = left;
      item.querySelector(".lost").textContent = lost;
    });
  };
  figure.addEventListener("change", redraw);
}

// Documents: search, choice of a reason, pages.
const PAGE = 4;
for (const box of document.querySelectorAll(".docs")) {
  const docs = [...box.querySelectorAll(".doc")];
  const texts = docs.map((doc) => doc.textContent.toLowerCase());
  const words = box.querySelector("input[type=search]");
  const reason = box.querySelector("select");
  const status = box.querySelector(".found");
  const [back, next] = box.querySelectorAll(".pages button");
  let page = 0;
  box.querySelector(".tools").hidden = docs.length < 2;
  const show = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = docs.filter(
      (doc, i) =>
        (!reason || !reason.value || doc.dataset.reason === reason.value) &&
        wanted.every((word) => texts[i].includes(word))
    );
    page = Math.max(0, Math.min(page, Math.ceil(fits.length / PAGE) - 1));
    const from = page * PAGE;
    const shown = new Set(fits.slice(from, from + PAGE));
    docs.forEach((doc) => (doc.hidden = !shown.has(doc)));
    back.disabled = page === 0;
    next.disabled = from + PAGE >= fits.length;
    box.querySelector(".pages").hidden = fits.length <= PAGE;
    status.textContent = status.dataset.format
      .replace("{from}", fits.length ? from + 1 : 0)
      .replace("{to}", Math.min(from + PAGE, fits.length))
      .replace("{all}", fits.length);
  };
  const again = () => ((page = 0), show());
  words.addEventListener("input", again);
  if (reason) reason.addEventListener("change", again);
  back.addEventListener("click", () => (page--, show()));
  next.addEventListener("click", () => (page++, show()));
  show();
}

// A table that fits needs no stop for the keyboard.
const tables = document.querySelectorAll(".wide");
const reach = () =>
  tables.forEach((box) => {
    if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  });
addEventListener("resize", reach);
addEventListener("toggle", reach, true);
reach();

// Paper has no controls: everything is open and visible while it is printed.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((part) => (part.open = true));
});
addEventListener("afterprint", () => closed.forEach((part) => (part.open = false)));
