// The four levels, and what moves between them.

import { byId, el, mark, say, svg } from "./dom.js";
import { onLanguage, rate, t, term } from "./i18n.js";

const LEVELS = ["COMMUNE", "DISTRICT", "PROVINCIAL", "CENTRAL"];
const WIDTH = 560;
const LANE = 92;
const HEIGHT = LANE * LEVELS.length;
const NODE = { left: 215, width: 130, height: 40 };
const THICKEST = 14;

const edges = new Map();
const names = [];
let cells = [];

export function startFlow() {
  const picture = svg("svg", { viewBox: "0 0 " + WIDTH + " " + HEIGHT, class: "flow", "aria-hidden": "true" });
  LEVELS.forEach((from, sender) => LEVELS.forEach((to, addressee) => {
    const edge = draw(sender, addressee);
    edges.set(sender + ">" + addressee, edge);
    picture.append(edge.group);
  }));
  // over all edges, or the next one would cross them out
  edges.forEach((edge) => picture.append(edge.label));
  LEVELS.forEach((level, at) => {
    const name = svg("text", { x: WIDTH / 2, y: middle(at) + 5, class: "node-name" });
    names.push(name);
    picture.append(
      svg("rect", { x: NODE.left, y: middle(at) - NODE.height / 2, width: NODE.width, height: NODE.height, rx: 10, class: "node" }),
      name);
  });
  byId("flow").append(picture, table());
  onLanguage(() => {
    names.forEach((name, at) => say(name, term("level", LEVELS[at])));
    byId("flow").querySelectorAll("[data-level]").forEach((head) => say(head, term("level", head.dataset.level)));
    say(byId("flow-caption"), t("flow.table"));
  });
}

export function showFlow(flow) {
  const most = Math.max(1, ...flow.perSecond.flat());
  flow.perSecond.forEach((row, sender) => row.forEach((perSecond, addressee) => {
    const edge = edges.get(sender + ">" + addressee);
    const moves = perSecond >= 0.05;
    // by the square root, or a small flow beside a large one could not be seen
    edge.line.style.strokeWidth = moves ? 1.5 + THICKEST * Math.sqrt(perSecond / most) : 1;
    edge.line.style.animationDuration = moves ? (3.2 - 2.4 * Math.sqrt(perSecond / most)).toFixed(1) + "s" : "0s";
    mark(edge.group, "data-moves", moves);
    say(edge.label, moves ? t("flow.perSecond", rate(perSecond)) : "");
    say(cells[sender][addressee], rate(perSecond));
  }));
}

/** The highest level at the top. */
function middle(level) {
  return HEIGHT - LANE * level - LANE / 2;
}

/** Upwards on the right, downwards on the left, within a level as a loop beside the node. */
function draw(sender, addressee) {
  const y1 = middle(sender);
  const y2 = middle(addressee);
  const up = addressee > sender;
  const side = up || addressee === sender ? 1 : -1;
  const edge = side > 0 ? NODE.left + NODE.width : NODE.left;
  let path;
  let at;
  if (addressee === sender) {
    path = "M" + edge + " " + (y1 - 9) + " c 34 -14 34 32 0 18";
    at = { x: edge + 32, y: y1 + 4, anchor: "start" };
  } else {
    const reach = side * (56 + 58 * (Math.abs(addressee - sender) - 1));
    const shift = 4 * Math.abs(addressee - sender);
    path = "M" + edge + " " + (y1 - side * shift) + " C " + (edge + reach) + " " + (y1 - side * shift) + " "
      + (edge + reach) + " " + (y2 + side * shift) + " " + edge + " " + (y2 + side * shift);
    at = { x: edge + side * (Math.abs(reach) * 0.75 + 10), y: (y1 + y2) / 2 + 4 + side * (addressee === sender ? 0 : (addressee + sender) % 2 ? -9 : 9),
      anchor: side > 0 ? "start" : "end" };
  }
  const line = svg("path", { d: path, class: "edge" });
  const label = svg("text", { x: at.x, y: at.y, "text-anchor": at.anchor, class: "edge-label" });
  return { group: svg("g", { class: up ? "up" : side > 0 ? "within" : "down" }, line), line, label };
}

/** The same for who cannot see the picture. */
function table() {
  cells = LEVELS.map(() => LEVELS.map(() => el("td")));
  return el("div", { class: "hidden-text" }, el("table", {},
    el("caption", { id: "flow-caption" }),
    el("thead", {}, el("tr", {}, el("td"), LEVELS.map((level) => el("th", { scope: "col", "data-level": level })))),
    el("tbody", {}, LEVELS.map((level, at) =>
      el("tr", {}, el("th", { scope: "row", "data-level": level }), cells[at])))));
}
