// Builds and changes elements. Text of the feed only ever becomes text nodes: nothing in it can become markup.

const SVG = "http://www.w3.org/2000/svg";

export function byId(id) {
  return document.getElementById(id);
}

export function el(name, properties, ...children) {
  return filled(document.createElement(name), properties, children);
}

export function svg(name, properties, ...children) {
  return filled(document.createElementNS(SVG, name), properties, children);
}

function filled(node, properties, children) {
  for (const [key, value] of Object.entries(properties || {})) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

/** Sets a text, and touches nothing when it is the one that stands there. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Sets an attribute, as sparingly. */
export function mark(node, name, value) {
  const text = String(value);
  if (node.getAttribute(name) !== text) {
    node.setAttribute(name, text);
  }
}

/**
 * Lets a parent have one child for each item, in their order; children of items that stay are kept.
 *
 * key(item) names an item, make(item) builds its child, change(child, item) brings a child up to date.
 */
export function each(parent, items, key, make, change) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    const child = old.get(name) || make(item);
    old.delete(name);
    child.dataset.key = name;
    change(child, item);
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
  }
  old.forEach((child) => child.remove());
}
