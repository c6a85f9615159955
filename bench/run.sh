#!/usr/bin/env bash
# Measures this hub beside what people use instead, and writes the tables into docs/performance.md. On Debian.
#
#   bash bench/run.sh                      everything; about two and a half hours on two cores, which should have nothing else to do
#   bash bench/run.sh fan-out [OPTION…]    the hub and its peers; --scenarios=together,slow --rounds=3 --measure=false (only rewrites the tables)
#   bash bench/run.sh figures              the whole host: start, memory, /api/stats/, latency
#   bash bench/run.sh page [--minutes=60]  the page in Chromium: first load, main thread per update, what it holds after an hour; with 'heap' only that
#   bash bench/run.sh log                  the log of a run with a million lines in Chromium: first lines, search, scrolling
#   bash bench/run.sh client               the .NET client beside a bare SignalR connection
#   bash bench/run.sh meltano              a Meltano project with 100,000 runs and a log of 1 GB, on SQLite and PostgreSQL
#   bash bench/run.sh history              history: room, writing, queries and search on 400 days of 20 daemons and a million runs
#   bash bench/run.sh exports              files of that database: a million runs in each format, the report of a period; with 'live' only what they cost live figures
#   bash bench/run.sh door [--before=FILE] sign-ins and connections in bulk, also of an earlier build of FlextMonitor.Web
#   bash bench/run.sh alerts               from a daemon's answer to the request that tells a webhook of it
#   bash bench/run.sh cluster [PART…] [--before=FILE]  memory: what many connections cost, also of an earlier build of FlextMonitor.Web;
#                                          load (8 min): several processes beside one; slopes (10 min): one, two and four of them; takeover (9 min), handover (7 min): the one that collects is killed, or told to end
#   bash bench/run.sh micro [--filter=F]   the hub's inner parts, by BenchmarkDotNet; with a filter such as *Rule* only some, which are printed and not written
#   bash bench/run.sh trial                all of them, small and short; writes nothing, its figures are worth nothing
#
# Everything runs on loopback, bounded in number and time, and is ended at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-all}
[ $# -eq 0 ] || shift
case $what in
  all | fan-out | figures | page | log | client | meltano | history | exports | door | alerts | cluster | micro | trial) ;;
  *)
    echo "There is no '$what'; there are fan-out, figures, page, log, client, meltano, history, exports, door, alerts, cluster, micro and trial." >&2
    exit 1
    ;;
esac
artifacts=$PWD/artifacts/bench
reports=$artifacts

give_up() {
  echo "bench/run.sh: $*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_missing() {
  local missing=() package
  for package in "$@"; do
    dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Installing ${missing[*]}"
  as_root apt-get update -qq
  # Run level 1: the packages' own services are not started.
  as_root env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

raise_file_limit() {
  ulimit -n "$(ulimit -Hn)"
  if [ "$(ulimit -n)" != unlimited ] && [ "$(ulimit -n)" -lt 6000 ]; then
    echo "5,000 subscribers need 6,000 open files in one process, and $(ulimit -n) are allowed here: raise the hard limit (ulimit -Hn)." >&2
    exit 1
  fi
}

build() {
  rm -rf "$artifacts/data"
  mkdir -p "$artifacts"
  make --silent -C bench/native
  protoc -I proto -I /usr/include --python_out "$artifacts" proto/flext.proto
  npm ci --silent --prefix bench/peers/socketio
  local project
  for project in bench/Hub bench/peers/AspNet bench/Client bench/FanOut bench/Micro bench/Figures bench/Page bench/Meltano bench/History src/Web src/Daemon; do
    dotnet build "$project" --configuration Release --verbosity quiet -nologo
  done
}

program() {
  local project=$1 assembly=$2
  shift 2
  "$project/bin/Release/net10.0/$assembly" "$@"
}

fan_out() { program bench/FanOut FlextMonitor.Bench.FanOut "$@"; }
figures() { program bench/Figures FlextMonitor.Bench.Figures "$@"; }
page() { program bench/Page FlextMonitor.Bench.Page "$@"; }
log() { program bench/Page FlextMonitor.Bench.Page log "$@"; }
meltano() {
  start_engine
  program bench/Meltano FlextMonitor.Bench.Meltano "$@"
}
history() { program bench/History FlextMonitor.Bench.History "$@"; }
exports() { program bench/History FlextMonitor.Bench.History exports "$@"; }
client() { program bench/Client FlextMonitor.Bench.Client "$@"; }
door() { program bench/Figures FlextMonitor.Bench.Figures door "$@"; }
alerts() { program bench/Figures FlextMonitor.Bench.Figures alerts "$@"; }
cluster() {
  start_engine
  program bench/Figures FlextMonitor.Bench.Figures cluster "$@"
}
micro() { program bench/Micro FlextMonitor.Bench.Micro "$@"; }

source test/container-engine.sh
trap stop_engine EXIT
install_missing curl gcc make nginx-light libnginx-mod-nchan python3-django gunicorn python3-grpcio python3-protobuf protobuf-compiler libprotobuf-dev chromium sqlite3
raise_file_limit
build
case $what in
  all) figures && alerts && cluster && page && log && client && meltano && history && exports && fan_out && micro ;;
  client) client ;;
  fan-out) fan_out "$@" ;;
  figures) figures ;;
  page) page "$@" ;;
  log) log "$@" ;;
  meltano) meltano "$@" ;;
  history) history "$@" ;;
  exports) exports "$@" ;;
  door) door "$@" ;;
  alerts) alerts ;;
  cluster) cluster "$@" ;;
  micro) micro "$@" ;;
  trial) fan_out --trial=true --rounds=1 && figures trial && alerts trial && cluster trial && page trial && log trial && client trial && meltano trial && history trial && exports trial && micro trial ;;
esac
