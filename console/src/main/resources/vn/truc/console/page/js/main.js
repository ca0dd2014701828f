// Puts the parts together: the feed on one side, what shows it on the other.

import { endAgencies, refresh, startAgencies } from "./agencies.js";
import { startCharts } from "./charts.js";
import { byId, mark, say } from "./dom.js";
import { listen } from "./feed.js";
import { showFlow, startFlow } from "./flow.js";
import { onLanguage, simulated, switchLanguage, t, translate, wallClock } from "./i18n.js";
import { showRefusals } from "./refusals.js";
import { showAudit, showRoles } from "./roles.js";
import { showShare } from "./share.js";
import { startTheme } from "./theme.js";
import { showHistory, showTraffic, showWindows } from "./traffic.js";

let latest = null;
let connection = "connecting";

function show(state) {
  say(byId("name"), state.name === null ? "–" : state.name);
  document.title = (state.name === null ? "" : state.name + " · ") + "Trục";
  say(byId("at"), wallClock(state.at));
  say(byId("simulated-now"), simulated(state.simulatedNow));
  const fault = byId("fault");
  fault.hidden = state.fault === null;
  say(fault, state.fault === null ? "" : state.fault);
  showShare(state);
  showFlow(state.flow);
  showWindows(state);
  showRefusals(state.refusals);
  showRoles(state);
  showAudit(state.audit);
}

function showConnection(now) {
  connection = now;
  mark(byId("connection"), "data-state", connection);
  say(byId("connection"), t("connection." + connection));
  if (connection === "ended") {
    endAgencies();
  }
}

startFlow();
startAgencies();
translate();
startTheme();
startCharts();
onLanguage(() => {
  say(byId("language"), t("language"));
  mark(byId("language"), "aria-label", t("language.label"));
  showConnection(connection);
  if (latest) {
    show(latest);
  }
});
byId("language").addEventListener("click", switchLanguage);
listen({
  connection: showConnection,
  history: showHistory,
  state(state) {
    const first = latest === null;
    latest = state;
    show(state);
    showTraffic(state);
    if (first) {
      refresh();
    }
  }
});
