// The state of the roles, and the audit when it is there.

import { byId, each, el, mark, say } from "./dom.js";
import { count, rate, t, term, wallClock } from "./i18n.js";

const CALM = new Set(["STABLE", "WRITING", "SILENT"]);

export function showRoles(state) {
  each(byId("roles"), state.roles, (role) => role.role,
    () => el("tr", {}, el("th", { scope: "row" }), el("td", { class: "text" }), el("td"), el("td"), el("td")),
    (row, role) => {
      [term("role", role.role), term("state", role.state), count(role.members), count(role.lag), rate(role.perSecond)]
        .forEach((text, at) => say(row.children[at], text));
      mark(row.children[1], "data-state", CALM.has(role.state) ? "held" : "warn");
    });
  say(byId("brokers"), state.brokers === 0 ? ""
    : state.brokers === 1 ? t("roles.broker") : t("roles.brokers", count(state.brokers)));
}

export function showAudit(audit) {
  const verdict = byId("audit-verdict");
  const held = audit !== null && audit.violations === 0;
  mark(verdict, "data-state", audit === null ? "none" : held ? "held" : "broken");
  say(verdict, audit === null ? t("audit.none") : held ? t("audit.held") : t("audit.broken", count(audit.violations)));
  say(byId("audit-note"), audit === null ? "" : t("audit.note", count(audit.planned), wallClock(audit.auditedAt)));
  each(byId("guarantees"), audit === null ? [] : audit.guarantees, (of) => of.guarantee,
    () => el("li", {}, el("span"), " ", el("b", { class: "verdict" })),
    (item, of) => {
      say(item.children[0], term("guarantee", of.guarantee));
      say(item.children[1], of.violations === 0 ? t("audit.guaranteeHeld") : t("audit.guaranteeBroken", count(of.violations)));
      mark(item.children[1], "data-state", of.violations === 0 ? "held" : "broken");
    });
}
