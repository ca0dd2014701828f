// The shares against the target, in all and by level.

import { byId, each, el, mark, say } from "./dom.js";
import { count, percent, t, term } from "./i18n.js";

/** A screen reader hears the share, but not every second. */
const ANNOUNCE_MILLIS = 15_000;

let announcedAt = 0;

export function showShare(state) {
  const total = state.share.total;
  const documents = sum(total.documents);
  say(byId("share-electronic"), percent(total.electronic));
  say(byId("share-paperless"), percent(total.paperless));
  say(byId("share-counts"), t("share.counts", count(documents), count(total.documents.refused)));
  say(byId("target-key"), state.target === null ? t("share.noTarget") : t("target", percent(state.target)));
  verdict(total.electronic, state.target);
  each(byId("levels"), [...state.share.levels].reverse(), (level) => level.level, build,
    (row, level) => change(row, level, state.target));
  announce(total);
}

function verdict(share, target) {
  const node = byId("share-verdict");
  const known = share !== null && target !== null;
  const reached = known && share >= target;
  mark(node, "data-state", known ? (reached ? "held" : "warn") : "none");
  say(node, known ? t(reached ? "share.reached" : "share.missed") : t(share === null ? "share.empty" : "share.noTarget"));
}

function build() {
  return el("div", { class: "level", role: "listitem" },
    el("span", { class: "hidden-text" }),
    el("span", { class: "level-name", "aria-hidden": "true" }),
    el("span", { class: "level-figures", "aria-hidden": "true" },
      el("b", { class: "of-electronic" }), " ", el("span", { class: "of-paperless" })),
    el("span", { class: "track", "aria-hidden": "true" },
      el("i", { class: "electronic" }), el("i", { class: "paperless" }), el("i", { class: "target" })),
    el("span", { class: "level-documents quiet", "aria-hidden": "true" }));
}

function change(row, level, target) {
  const [heard, name, figures, track, documents] = row.children;
  const number = sum(level.documents);
  const called = term("level", level.level);
  say(name, called);
  say(figures.children[0], percent(level.electronic));
  say(figures.children[1], percent(level.paperless));
  say(documents, t("share.documents", count(number)));
  say(heard, t("share.level", called, percent(level.electronic), percent(level.paperless), count(number)));
  const [electronic, paperless, tick] = track.children;
  electronic.style.width = (level.electronic || 0) * 100 + "%";
  paperless.style.width = (level.paperless || 0) * 100 + "%";
  tick.hidden = target === null;
  tick.style.left = (target || 0) * 100 + "%";
}

function announce(total) {
  const now = Date.now();
  if (total.electronic !== null && now - announcedAt >= ANNOUNCE_MILLIS) {
    announcedAt = now;
    say(byId("announcer"), t("share.announce", percent(total.electronic), percent(total.paperless)));
  }
}

function sum(documents) {
  return documents.electronic + documents.parallel + documents.paper + documents.refused;
}
