// The language of the page, and numbers and times as it writes them.

import { vi } from "./vi.js";
import { en } from "./en.js";
import { say } from "./dom.js";

const DICTIONARIES = { vi, en };
const LOCALES = { vi: "vi-VN", en: "en-GB" };
const REMEMBERED = "truc-language";
const ZONE = "Asia/Ho_Chi_Minh";

const listeners = [];
let language = remembered() || (navigator.language.toLowerCase().startsWith("vi") ? "vi" : "en");
let formats = makeFormats();

export function currentLanguage() {
  return language;
}

/** A text of the page; {0}, {1} and so on are filled in. */
export function t(key, ...values) {
  const text = DICTIONARIES[language][key];
  return values.reduce((filled, value, at) => filled.replace("{" + at + "}", value), text === undefined ? key : text);
}

/** A text for a value of the protocol, such as a reason; the value itself where there is none. */
export function term(kind, value) {
  const key = kind + "." + value;
  return key in DICTIONARIES[language] ? DICTIONARIES[language][key] : String(value);
}

/** Is called now and whenever the language changes. */
export function onLanguage(listener) {
  listeners.push(listener);
  listener();
}

export function switchLanguage() {
  language = language === "vi" ? "en" : "vi";
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // a browser that remembers nothing shows the page all the same
  }
  formats = makeFormats();
  translate();
  listeners.forEach((listener) => listener());
}

/** Writes the texts that stand in the page. */
export function translate() {
  document.documentElement.lang = language;
  document.querySelectorAll("[data-t]").forEach((node) => say(node, t(node.dataset.t)));
}

export function count(value) {
  return known(value) ? formats.count.format(value) : "–";
}

export function rate(value) {
  return known(value) ? (value < 10 ? formats.fine : formats.count).format(value) : "–";
}

export function percent(value) {
  return known(value) ? formats.percent.format(value) : "–";
}

export function millis(value) {
  return known(value) ? (value < 100 ? formats.fine : formats.count).format(value) + "\u202fms" : "–";
}

/** Of the wall clock where the reader is. */
export function wallClock(at) {
  return known(at) ? formats.clock.format(at) : "–";
}

/** Of the simulation, which takes place in Vietnam. */
export function simulated(at) {
  return known(at) ? formats.simulated.format(at) : "–";
}

export function simulatedDay(at) {
  return known(at) ? formats.day.format(at) : "–";
}

function known(value) {
  return typeof value === "number" && Number.isFinite(value);
}

function makeFormats() {
  const locale = LOCALES[language];
  const two = "2-digit";
  return {
    count: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
    fine: new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    percent: new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    clock: new Intl.DateTimeFormat(locale, { hour: two, minute: two, second: two }),
    simulated: new Intl.DateTimeFormat(locale, {
      day: two, month: two, year: "numeric", hour: two, minute: two, timeZone: ZONE
    }),
    day: new Intl.DateTimeFormat(locale, { day: two, month: two, year: "numeric", timeZone: ZONE })
  };
}

function remembered() {
  try {
    const found = localStorage.getItem(REMEMBERED);
    return found in DICTIONARIES ? found : null;
  } catch {
    return null;
  }
}
