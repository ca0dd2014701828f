// Automatic, dark or light; what was chosen is remembered.

import { byId, say } from "./dom.js";
import { onLanguage, t } from "./i18n.js";

const REMEMBERED = "truc-theme";
const ORDER = ["auto", "dark", "light"];
const listeners = [];

let theme = "auto";

export function startTheme() {
  try {
    const found = localStorage.getItem(REMEMBERED);
    theme = ORDER.includes(found) ? found : "auto";
  } catch {
    // then it is automatic
  }
  apply();
  byId("theme").addEventListener("click", () => {
    theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
    try {
      localStorage.setItem(REMEMBERED, theme);
    } catch {
      // it holds until the page is left
    }
    apply();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
  onLanguage(() => say(byId("theme"), t("theme." + theme)));
}

/** Is called when the colours have changed. */
export function onTheme(listener) {
  listeners.push(listener);
}

/** A colour of the style sheet as it is in the theme of the moment. */
export function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = "var(--" + name + ")";
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function apply() {
  if (theme === "auto") {
    document.documentElement.removeAttribute("data-theme");
  } else {
    document.documentElement.dataset.theme = theme;
  }
  say(byId("theme"), t("theme." + theme));
  tell();
}

function tell() {
  listeners.forEach((listener) => listener());
}
