// The agencies as a table that the server searches and sorts.

import { byId, each, el, mark, say } from "./dom.js";
import { count, onLanguage, percent, t, term } from "./i18n.js";

const COLUMNS = [
  ["code", (row) => row.code], ["name", (row) => row.name], ["level", (row) => term("level", row.level)],
  ["electronic", (row) => percent(row.electronic)], ["paperless", (row) => percent(row.paperless)],
  ["documents", (row) => count(Object.values(row.documents).reduce((sum, more) => sum + more, 0))],
  ["delivered", (row) => count(row.deliveries.delivered)], ["refused", (row) => count(row.documents.refused)]
];
const TEXTS = new Set(["code", "name", "level"]);
const LIMIT = 25;
const REFRESH_MILLIS = 5_000;
const TYPING_MILLIS = 200;

const query = { q: "", sort: "code", order: "asc", offset: 0 };
let page = null;
let asked = 0;
let inView = false;
let running = true;

export function startAgencies() {
  byId("agencies").tHead.rows[0].append(...COLUMNS.map(([name]) => head(name)));
  let typing = 0;
  byId("agency-search").addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => ask({ q: event.target.value, offset: 0 }), TYPING_MILLIS);
  });
  byId("agency-previous").addEventListener("click", () => ask({ offset: Math.max(0, query.offset - LIMIT) }));
  byId("agency-next").addEventListener("click", () => ask({ offset: query.offset + LIMIT }));
  new IntersectionObserver((entries) => {
    inView = entries.some((entry) => entry.isIntersecting);
    refresh();
  }).observe(byId("agencies"));
  setInterval(refresh, REFRESH_MILLIS);
  onLanguage(show);
}

/** The server is about to go: what is shown stays. */
export function endAgencies() {
  running = false;
}

/** Asks again where somebody sees it. */
export function refresh() {
  if (running && inView && !document.hidden) {
    ask({});
  }
}

function head(name) {
  const button = el("button", { type: "button", "data-sort": name, "data-t": "column." + name });
  button.addEventListener("click", () => {
    const again = query.sort === name;
    const first = TEXTS.has(name) ? "asc" : "desc";
    ask({ sort: name, order: again ? (query.order === "asc" ? "desc" : "asc") : first, offset: 0 });
  });
  return el("th", { scope: "col", class: TEXTS.has(name) ? "text" : "number", "aria-sort": "none" }, button);
}

async function ask(change) {
  Object.assign(query, change);
  const turn = ++asked;
  try {
    const answer = await fetch("/api/agencies?" + new URLSearchParams({ ...query, limit: LIMIT }));
    if (answer.ok && turn === asked) {
      page = await answer.json();
      show();
    }
  } catch {
    // the connection is shown elsewhere; the table keeps its values
  }
}

function show() {
  for (const cell of byId("agencies").tHead.rows[0].cells) {
    const sorted = cell.firstElementChild.dataset.sort === query.sort;
    mark(cell, "aria-sort", sorted ? (query.order === "asc" ? "ascending" : "descending") : "none");
  }
  if (page === null) {
    return;
  }
  each(byId("agencies").tBodies[0], page.rows, (row) => row.code,
    () => el("tr", {}, COLUMNS.map(([name]) =>
      name === "code" ? el("th", { scope: "row", class: "text" }) : el("td", { class: TEXTS.has(name) ? "text" : "number" }))),
    (line, row) => COLUMNS.forEach(([, value], at) => say(line.children[at], value(row))));
  say(byId("agency-count"),
    page.matching === 0 ? t("agencies.none") : t("agencies.count", span(), count(page.matching)));
  byId("agency-previous").disabled = page.offset === 0;
  byId("agency-next").disabled = page.offset + page.rows.length >= page.matching;
}

function span() {
  return count(page.offset + 1) + "–" + count(page.offset + page.rows.length);
}
