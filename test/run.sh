#!/usr/bin/env bash
# Installs what the tests need, runs them and ends with the line "N passed, N failed".
#   bash test/run.sh                 every test, and the checks of format, of lint and of the logs for secrets, each of which counts as one
#   bash test/run.sh Hub Collector   only these: folders of test/; App is the page's own tests
# With TEST_PICTURES=1 the browser tests keep a picture of every state in every look in artifacts/screenshots.
# Parts run beside each other. What each printed, the reports and the list of the slowest tests are in artifacts/test.
# Debian as root or by sudo; elsewhere it says what to install.
set -euo pipefail
cd "$(dirname "$0")/.."
reports=$PWD/artifacts/test
page=src/Web/App

# Test processes are short: code that was instrumented for a faster second compilation seldom runs long enough to repay it.
export DOTNET_TieredPGO=0

# Two processors are busy all the time: threads that spin while they wait for work take them from the others.
export DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0

# Most of what they run they run once, just compiled: mapping each page of such code twice, writable and executable, takes a quarter of their processor time.
export DOTNET_EnableWriteXorExecute=0

# Where hosts log to meanwhile. When all tests have run, the logs are searched for secrets.
export TEST_HOST_LOG=$reports/logs

# The page's own tests need nothing of the build, which leaves half of a second processor idle, and run beside it.
# Parts that hold limits of time against the clock run one at a time, in this order: Browser, which keeps two processors busy, when the others have ended.
# Beside them run those that mostly wait, one at a time too, and the others, the longest first.
beside_the_build=(App)
on_the_clock=(Scenarios EndToEnd Hub Browser)
mostly_waiting=(Collector Samples)
longest=(Web format Daemon)

# The build enforces what the analyzers know of style (EnforceCodeStyleInBuild, IDE0055); this finds the rest in seconds. The whole check takes minutes
# and finds nothing more; test/long.sh runs it.
format=(dotnet format whitespace . --folder --verify-no-changes --exclude src/Web/App/node_modules artifacts)
if [ -n "${TEST_LONG:-}" ]; then format=(dotnet format FlextMonitor.sln --verify-no-changes --no-restore); fi

give_up() {
  echo "test/run.sh: $*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs those of the given Debian packages that are missing.
install_missing() {
  local package missing=()
  for package in "$@"; do
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || give_up "install ${missing[*]} (by these names in Debian)"
  echo "installing ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$reports/apt.log" 2>&1 ||
    { tail -20 "$reports/apt.log"; give_up "could not install ${missing[*]}"; }
}

source test/parts.sh
source test/container-engine.sh

finish() {
  trap '' INT TERM
  end_parts
  stop_engine
}

need_toolchains() {
  [ $((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1])) -ge 501 ] || give_up "run it with bash 5.1 or newer; this one is $BASH_VERSION"
  dotnet --version >/dev/null 2>&1 || give_up "install the .NET SDK that global.json asks for: $(tr -d ' \n' <global.json)"
  node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null ||
    give_up "install Node 20.19 or newer; found: $(node --version 2>/dev/null || echo none)"
  command -v npm >/dev/null || give_up "install npm, which comes with Node"
}

uses() {
  [ -d "test/$2" ] && grep -q "PackageReference Include=\"$1\"" "test/$2"/*.Tests.csproj
}

# Sets command to what runs a part.
command_of() {
  case $1 in
    App) command=(npm --prefix "$page" test -- --reporter=default --reporter=json --outputFile.json="$reports/App.json") ;;
    format) command=("${format[@]}") ;;
    lint) command=(npm --prefix "$page" run lint) ;;
    *) command=(dotnet test --project "test/$1" --no-build --no-progress
      --results-directory "$reports" --report-xunit-ctrf --report-xunit-ctrf-filename "$1.json") ;;
  esac
}

# Prints passed, failed and skipped of a part that ended with a code.
counts_of() {
  case $1 in
    format | lint | secrets) if [ "$2" = 0 ]; then echo 1 0 0; else echo 0 1 0; fi ;;
    *) node test/report.mjs counts "$reports/$1.json" ;;
  esac
}

# The names in the first list that stand in the second, in the order of the first.
both() {
  local -n order=$1 names=$2
  local name
  for name in "${order[@]}"; do
    if [[ " ${names[*]} " == *" $name "* ]]; then echo "$name"; fi
  done
}

# Builds in the background, and meanwhile runs what needs no build, installs what the tests need and starts the container engine.
prepare() {
  local built=("${projects[@]/#/test/}")
  if $everything; then built=(FlextMonitor.sln); fi
  restore_page
  if [ ${#built[@]} -gt 0 ]; then begin build bash -c 'for each; do dotnet build "$each" -v quiet -nologo -clp:NoSummary -p:UseSharedCompilation=true || exit; done' build "${built[@]}"; fi
  for name in $(both beside_the_build selected); do
    command_of "$name"
    begin "$name" nice -n 5 "${command[@]}"
  done
  for name in "${projects[@]}"; do
    if uses Microsoft.Playwright "$name"; then install_missing chromium-headless-shell fonts-liberation; fi
    if uses Testcontainers "$name"; then start_engine; fi
    if [ "$name" = Samples ]; then install_missing prometheus python3 python3-websocket python3-grpcio python3-grpc-tools libprotobuf-dev; fi
    if [ "$name" = Daemon ] || [ "$name" = EndToEnd ]; then install_missing python3; fi
  done
  if [ ${#built[@]} -gt 0 ]; then finish_step build "the build failed"; fi
}

# Installs the page's packages, as the build of src/Web does, if its tests are to run before that.
restore_page() {
  local stamp=$page/node_modules/.package-lock.json
  if [[ " ${selected[*]} " == *" App "* ]] && [ ! "$stamp" -nt "$page/package-lock.json" ]; then
    begin npm npm --prefix "$page" ci --loglevel=error
    finish_step npm "npm ci failed"
    touch "$stamp"
  fi
}

# Waits for a step, and counts the parts that end meanwhile.
finish_step() {
  await_one
  while [ "$ended" != "$1" ]; do
    record_ended
    await_one
  done
  [ "$code" = 0 ] || { cat "$reports/$ended.log"; give_up "$2"; }
  say "$ended took $((SECONDS - began[$ended])) s"
}

mapfile -t projects < <(cd test && ls -d */*.Tests.csproj | xargs -n1 dirname)
everything=true
selected=("${projects[@]}" App format lint)
if [ $# -gt 0 ]; then
  everything=false
  for name in "$@"; do
    [ "$name" = App ] || [[ " ${projects[*]} " == *" $name "* ]] || give_up "there is no $name; there are ${projects[*]} App"
  done
  selected=("$@")
fi
mapfile -t projects < <(both projects selected)

rm -rf "$reports"
mkdir -p "$reports"
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
need_toolchains
prepare

mapfile -t first_lane < <(both on_the_clock selected)
mapfile -t waiting_lane < <(both mostly_waiting selected)
mapfile -t second_lane < <(both longest selected)
for name in "${selected[@]}"; do
  [[ " ${beside_the_build[*]} ${first_lane[*]} ${waiting_lane[*]} ${second_lane[*]} " == *" $name "* ]] || second_lane+=("$name")
done
run_parts first_lane waiting_lane second_lane
if $everything; then
  begin secrets node test/secrets.mjs "$TEST_HOST_LOG"
  await_one
  record_ended
fi

trap - EXIT
finish
mapfile -t found < <(find "$reports" -name '*.json')
node test/report.mjs slowest 30 "${found[@]}" >"$reports/slowest.txt"

# Once more at the end, where they are seen even if only the end of the output is kept.
if [ "$failed" != 0 ]; then node test/report.mjs failures "${found[@]}"; fi
printf '\n%s\n' "$table"
echo "the 30 slowest tests: $reports/slowest.txt"
echo "in $SECONDS s"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
