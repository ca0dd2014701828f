# Sourced by jmh and peers: builds the benchmarks when they are missing or older than a source, and sets java, home and
# classpath.

home=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
built=$home/benchmarks/target/classpath

die() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || die "no java found; install a JDK of version 17 or later, or set JAVA_HOME"

is_stale() {
  [ ! -f "$built" ] && return 0
  local modules=(schemas runtime producer router consumer simulator benchmarks)
  [ -n "$(find "$home/pom.xml" "${modules[@]/#/$home/}" -path '*/target' -prune -o -path '*/src/test' -prune \
    -o -type f -newer "$built" -print -quit)" ]
}

build() {
  command -v mvn >/dev/null || die "no mvn found; install Maven 3.8 or later to build the benchmarks"
  echo "$(basename "$0"): building (once; about a minute the first time)" >&2
  local log
  log=$(mktemp)
  if ! (cd "$home" && mvn -B -q -Pbenchmarks -DskipTests package) >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    die "the build failed"
  fi
  touch "$built"
  rm -f "$log"
}

if is_stale; then
  build
fi
classpath=$home/benchmarks/target/classes:$(cat "$built")
