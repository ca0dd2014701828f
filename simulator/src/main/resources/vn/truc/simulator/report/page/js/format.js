// Numbers for people. Everything returns a string; what is missing is a dash.

const ABSENT = "–";
const THIN = "\u202f";

function known(value) {
  return typeof value === "number" && Number.isFinite(value);
}

function fixed(value, digits) {
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function count(value) {
  return known(value) ? fixed(value, 0) : ABSENT;
}

function percent(value, digits = 2) {
  return known(value) ? fixed(value * 100, digits) + THIN + "%" : ABSENT;
}

function points(value) {
  if (!known(value)) {
    return ABSENT;
  }
  const text = fixed(Math.abs(value * 100), 2);
  return (text === "0.00" ? "±" : value < 0 ? "−" : "+") + text;
}

function perSecond(value) {
  return known(value) ? fixed(value, value < 100 && value % 1 !== 0 ? 1 : 0) + "/s" : ABSENT;
}

/** In the unit that suits the value. */
function duration(micros) {
  if (!known(micros)) {
    return ABSENT;
  }
  if (micros < 1_000) {
    return fixed(micros, 0) + THIN + "µs";
  }
  if (micros < 1_000_000) {
    return significant(micros / 1_000) + THIN + "ms";
  }
  return micros < 120_000_000 ? significant(micros / 1_000_000) + THIN + "s" : span(micros / 1_000_000);
}

/** For an axis: without decimals that say nothing. */
function durationTick(micros) {
  return micros === 0 ? "0" : duration(micros).replace(/\.0+(?=\D)/, "").replace(/(\.\d*?)0+(?=\D)/, "$1");
}

function significant(value) {
  return fixed(value, value < 10 ? 2 : value < 100 ? 1 : 0);
}

/** Seconds as hours, minutes and seconds, the leading ones only where they are needed. */
function span(seconds) {
  if (!known(seconds)) {
    return ABSENT;
  }
  if (seconds < 120) {
    return fixed(seconds, seconds < 10 && seconds % 1 !== 0 ? 1 : 0) + THIN + "s";
  }
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const parts = [hours && hours + THIN + "h", minutes && minutes + THIN + "min", rest && rest + THIN + "s"];
  return parts.filter(Boolean).join(" ");
}

/** Milliseconds, all of one table with as many decimals as its smallest figures need. */
function millisFor(latencies) {
  const medians = latencies.map((of) => of && of.p50).filter((value) => known(value) && value > 0);
  const digits = Math.min(...medians, Infinity) < 1_000 ? 2 : 1;
  return (micros) => (known(micros) ? fixed(micros / 1_000, digits) : ABSENT);
}

function bytes(value) {
  if (!known(value) || value <= 0) {
    return ABSENT;
  }
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const unit = Math.min(units.length - 1, Math.floor(Math.log2(value) / 10));
  const scaled = value / 2 ** (10 * unit);
  return fixed(scaled, unit > 2 && scaled < 100 ? 1 : 0) + THIN + units[unit];
}

function moment(iso) {
  const at = new Date(iso);
  if (typeof iso !== "string" || Number.isNaN(at.getTime())) {
    return ABSENT;
  }
  const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return day + ", " + at.toISOString().slice(11, 19) + " UTC";
}

function plural(number, one, many) {
  return count(number) + " " + (number === 1 ? one : many);
}

function rounded(value, digits) {
  return known(value) ? Number(value.toFixed(digits)) : value;
}
