// Builds elements. Text of the report only ever becomes text nodes: nothing in it can become markup.

function el(name, properties, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (key === "style") {
      Object.assign(node.style, value);
    } else if (key.startsWith("on")) {
      node.addEventListener(key.slice(2), value);
    } else {
      node.setAttribute(key === "className" ? "class" : key, value === true ? "" : value);
    }
  }
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      node.append(child);
    }
  }
  return node;
}

/** A check mark, an exclamation mark or a cross, drawn so that it needs no font. */
function sign(state, small) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "sign " + state + (small ? " small" : ""));
  svg.setAttribute("aria-hidden", "true");
  const circle = document.createElementNS(space, "circle");
  circle.setAttribute("cx", "12");
  circle.setAttribute("cy", "12");
  circle.setAttribute("r", "11");
  circle.setAttribute("fill", "currentColor");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", { held: "M7 12.5l3.4 3.4L17 9", warn: "M12 6.5v7M12 17v.2", broken: "M8 8l8 8M16 8l-8 8" }[state]);
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "var(--surface)");
  path.setAttribute("stroke-width", "2.4");
  path.setAttribute("stroke-linecap", "round");
  path.setAttribute("stroke-linejoin", "round");
  svg.append(circle, path);
  return svg;
}

/** A table; the first cell of each row is its header. Columns: {title, className}; rows: {cells, className, header}. */
function table(caption, columns, rows) {
  const head = columns.map((column) =>
    el("th", { scope: "col", className: column.className, role: "columnheader" }, column.title));
  const body = rows.map((row) => {
    if (row.group) {
      return el("tr", { className: "group", role: "row" },
        el("th", { colspan: columns.length, scope: "rowgroup", role: "rowheader" }, row.group));
    }
    return el("tr", { className: row.className, role: "row" }, row.cells.map((cell, at) =>
      at === 0
        ? el("th", { scope: "row", className: columns[0].className, role: "rowheader" }, cell)
        : el("td", { className: columns[at].className, role: "cell" }, cell)));
  });
  return el("table", { role: "table" },
    el("caption", { className: "hidden-text" }, caption),
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
    el("tbody", { role: "rowgroup" }, body));
}

function scrolling(of) {
  return el("div", { className: "scroll" }, of);
}

/** What is shown only once it is asked for; built then. */
function unfolding(title, build) {
  const details = el("details", {}, el("summary", {}, title));
  details.addEventListener("toggle", () => details.append(build()), { once: true });
  return details;
}
