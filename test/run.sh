#!/usr/bin/env bash
# Installs what the tests need, runs them and ends with the line "N passed, N failed".
#   bash test/run.sh                 every test, and the checks of format and lint, each of which counts as one
#   bash test/run.sh Hub Collector   only these: folders of test/; App is the page's own tests
# What each printed, and the reports, are in artifacts/test. Debian as root or by sudo; elsewhere it says what to install.
set -euo pipefail
cd "$(dirname "$0")/.."
reports=$PWD/artifacts/test
page=src/Web/App
part_limit=30m
passed=0
failed=0
child=''
table=''

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

source test/container-engine.sh

finish() {
  trap '' INT TERM
  if [ -n "$child" ]; then
    kill -TERM "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  stop_engine
}

need_toolchains() {
  dotnet --version >/dev/null 2>&1 || give_up "install the .NET SDK that global.json asks for: $(tr -d ' \n' <global.json)"
  node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null ||
    give_up "install Node 20.19 or newer; found: $(node --version 2>/dev/null || echo none)"
  command -v npm >/dev/null || give_up "install npm, which comes with Node"
}

uses() {
  grep -q "PackageReference Include=\"$1\"" "test/$2"/*.Tests.csproj
}

# Runs a command with a time limit, in the background so that a signal to us is acted on at once; timeout passes it on to all of its group.
attend() {
  local log=$1 code=0
  shift
  timeout --kill-after=30s "$part_limit" "$@" >"$log" 2>&1 &
  child=$!
  wait "$child" || code=$?
  child=''
  if [ "$code" = 124 ]; then echo "Ended after $part_limit, the most that one part may take." >>"$log"; fi
  return "$code"
}

# Adds what one part did. A skipped test counts as failed, and so does a part that ran none, or ended badly though no test failed.
record() {
  local name=$1 began=$2 code=$3 log=$4 ok=$5 bad=$6 skipped=$7
  if [ $((ok + bad + skipped)) = 0 ]; then
    echo "$name ran no test."
    bad=1
  elif [ "$code" != 0 ] && [ $((bad + skipped)) = 0 ]; then
    echo "$name ended with code $code though no test failed."
    bad=1
  fi
  passed=$((passed + ok))
  failed=$((failed + bad + skipped))
  local row
  row=$(printf '%-14s %5d passed %4d failed %4d skipped %5d s' "$name" "$ok" "$bad" "$skipped" $((SECONDS - began)))
  table+="$row"$'\n'
  echo "$row"
  if [ $((bad + skipped)) != 0 ]; then
    echo "--- $log"
    cat "$log"
    echo "---"
  fi
}

# Prints passed, failed and skipped of a report; zeros where there is none.
counts() {
  node -e '
    const { existsSync, readFileSync } = require("node:fs");
    if (!existsSync(process.argv[1])) { console.log("0 0 0"); process.exit(); }
    const report = JSON.parse(readFileSync(process.argv[1], "utf8"));
    const ctrf = report.results?.summary;
    console.log(...(ctrf
      ? [ctrf.passed, ctrf.failed + ctrf.other, ctrf.skipped + ctrf.pending]
      : [report.numPassedTests, report.numFailedTests, report.numPendingTests + report.numTodoTests]));' "$1"
}

test_project() {
  local name=$1 began=$SECONDS code=0 log=$reports/$1.log
  attend "$log" dotnet test --project "test/$name" --no-build --no-progress \
    --results-directory "$reports" --report-xunit-ctrf --report-xunit-ctrf-filename "$name.json" || code=$?
  record "$name" "$began" "$code" "$log" $(counts "$reports/$name.json")
}

test_page() {
  local began=$SECONDS code=0 log=$reports/App.log
  attend "$log" npm --prefix "$page" test -- --reporter=default --reporter=json --outputFile.json="$reports/App.json" || code=$?
  record App "$began" "$code" "$log" $(counts "$reports/App.json")
}

check() {
  local name=$1 began=$SECONDS code=0
  shift
  attend "$reports/$name.log" "$@" || code=$?
  if [ "$code" = 0 ]; then record "$name" "$began" 0 "$reports/$name.log" 1 0 0; else record "$name" "$began" "$code" "$reports/$name.log" 0 1 0; fi
}

build() {
  local began=$SECONDS
  echo "building $*"
  attend "$reports/build.log" dotnet build "$@" -v quiet -nologo -clp:NoSummary || { cat "$reports/build.log"; give_up "the build failed"; }
  echo "built in $((SECONDS - began)) s"
}

# The page's packages are installed by the build of src/Web; this is for running its tests alone.
install_page_packages() {
  [ -d "$page/node_modules" ] || attend "$reports/npm.log" npm --prefix "$page" ci || { cat "$reports/npm.log"; give_up "npm ci failed"; }
}

mapfile -t projects < <(cd test && ls -d */*.Tests.csproj | xargs -n1 dirname)
everything=true
if [ $# -gt 0 ]; then
  everything=false
  for name in "$@"; do
    [ "$name" = App ] || [[ " ${projects[*]} " == *" $name "* ]] || give_up "there is no $name; there are ${projects[*]} App"
  done
fi

wanted() {
  local name=$1
  shift
  $everything || [[ " $* " == *" $name "* ]]
}

rm -rf "$reports"
mkdir -p "$reports"
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
need_toolchains

selected=()
for name in "${projects[@]}"; do
  if wanted "$name" "$@"; then selected+=("$name"); fi
done

if $everything; then
  build FlextMonitor.sln
else
  for name in "${selected[@]}"; do build "test/$name"; done
fi

for name in "${selected[@]}"; do
  if uses Microsoft.Playwright "$name"; then install_missing chromium fonts-liberation; fi
  if uses Testcontainers "$name"; then start_engine; fi
done

for name in "${selected[@]}"; do test_project "$name"; done

if wanted App "$@"; then
  install_page_packages
  test_page
fi

if $everything; then
  check format dotnet format FlextMonitor.sln --verify-no-changes --no-restore
  check lint npm --prefix "$page" run lint
fi

trap - EXIT
finish
printf '\n%s\n' "$table"
echo "in $SECONDS s"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
