#!/usr/bin/env bash
# Takes the pictures of docs/screenshots again, in Chromium, of the page as it is built now, and writes docs/states.md and docs/sizes.md.
#
#   bash docs/screenshots.sh [SECONDS]    for how long the page looks on before, so that its charts have something to show; 300
set -euo pipefail
cd "$(dirname "$0")/.."
export SCREENSHOT_FOLDER=$PWD/docs/screenshots SCREENSHOT_SECONDS=${1:-300}
mkdir -p "$SCREENSHOT_FOLDER"
rm -rf "$SCREENSHOT_FOLDER/states"
tests=FlextMonitor.Browser.Tests
dotnet run --project test/Browser -- -class $tests.DocumentScreenshots -class $tests.MeltanoScreenshots -class $tests.StateTests \
  -class $tests.AccessStateTests -class $tests.PeopleTests -class $tests.TokenTests -class $tests.OwnAccountTests
# The long form: of every number of daemons in every state.
TEST_LONG=1 dotnet run --no-build --project test/Browser -- -class $tests.FleetTests -class $tests.SizeTests -class $tests.WallTests
dotnet run --no-build --project test/Browser -- -method $tests.LogTests.Log_OfAMillionLines_IsSearchedAndScrolledThroughout

# Name of the pictures|what the page calls it|when
states=(
  'live|Live|news of the daemon are fresh'
  'troubled|Live, with problems|pipelines fail or stand still, a component is not well'
  'stale|Stale|no news for longer than they may take'
  'degraded|Degraded|one feed fails: only what it brings is dimmed'
  'not-evaluated|Not evaluated|the evaluator has stopped: figures are live, but nothing is judged'
  'down|Down|the daemon cannot be reached'
  'down-opened|Down, opened meanwhile|the page was opened during the outage'
  'reconnecting|Reconnecting|the browser has lost the hub'
  'signed-out|Signed out|the session has ended'
  'forbidden|No right|the account may not look'
  'empty|Empty|nothing has run yet'
  'first-load|First load|before the first message'
  'people|People|an administrator looks who may sign in'
  'person|A person|an administrator changes what somebody may do'
  'invited|Invited|an invitation was made, and its link is shown this once'
  'invitation|Invitation|the link was opened'
  'link-used|Link used|a link was opened again'
  'tokens|Tokens|an administrator looks at the tokens of services'
  'tokens-none|No tokens|there are none yet'
  'token-created|Token made|it is shown this once'
  'account|Account|somebody looks at their own'
)

# Of all looks of a state: rules passed, the fewest, and violations in all.
axe() {
  cat "$SCREENSHOT_FOLDER/states/$1"-*.axe | awk '
    { if (NR == 1 || $1 < passed) passed = $1; violations += $2 }
    END { printf "%d rules pass, %s", passed, violations ? violations " violations" : "no violation" }'
}

{
  cat <<'HEAD'
# The page in its states

Written by `bash docs/screenshots.sh`, from the browser tests: each state is reached with a real daemon, host and Chromium. What
axe-core says (WCAG 2.2 A and AA and its best practices) is of all four looks: light, dark, phone, phone in dark.

| state | when | axe | 1440 × 900 | 390 × 844 |
|---|---|---|---|---|
HEAD
  for entry in "${states[@]}"; do
    IFS='|' read -r name title when <<<"$entry"
    echo "| $title | $when | $(axe "$name") | ![$title](screenshots/states/$name-light.png) | ![$title on a phone](screenshots/states/$name-phone.png) |"
  done
} >docs/states.md

# Beginning of the pictures' names|how many daemons
sizes=('one|1' 'fleet-3|3' 'fleet-12|12' 'fleet-50|50')
stands=('well|all well' 'down|one down' 'burning|everything burning')

picture() {
  echo "![$1](screenshots/states/$2)"
}

{
  cat <<'HEAD'
# The page in its sizes

Written by `bash docs/screenshots.sh`, from the browser tests, which hold that axe-core finds nothing in any of these and that nothing is cut or scrolls sideways.

## On a desk, a phone and large screens
| daemons | state | 1440 × 900 | 390 × 844 | 1920 × 1080 | 3840 × 2160 |
|---|---|---|---|---|---|
HEAD
  for size in "${sizes[@]}"; do
    IFS='|' read -r name count <<<"$size"
    for stand in "${stands[@]}"; do
      IFS='|' read -r state words <<<"$stand"
      if [ "$count$state" != 1down ] && [ "$state" = down ]; then state=one-down; fi
      echo "| $count | $words | $(picture "$count, $words" "$name-$state-light.png") | $(picture "the same on a phone" "$name-$state-phone.png") | $(picture "the same, large" "$name-$state-large.jpg") | $(picture "the same, very large" "$name-$state-huge.jpg") |"
    done
  done
  cat <<'HEAD'

## On a wall
| daemons | state | 1080p | 4K |
|---|---|---|---|
HEAD
  for count in 1 3 12 50; do
    for stand in 'well|all well' 'one-down|one down' 'burning|everything burning'; do
      IFS='|' read -r state words <<<"$stand"
      echo "| $count | $words | $(picture "a wall, $count, $words" "wall-$count-$state-1080p.jpg") | $(picture "the same in 4K" "wall-$count-$state-4k.jpg") |"
    done
  done
  cat <<'HEAD'

## What is long
| what | picture |
|---|---|
HEAD
  echo "| the log of a run with a million lines | $(picture "a log of a million lines" log-million-light.png) |"
  echo "| 60 pipelines with long names and 80 components | $(picture "60 pipelines" crowded-light.png) |"
  echo "| the same on a phone | $(picture "60 pipelines on a phone" crowded-phone.png) |"
  echo "| the same on paper | $(picture "60 pipelines on paper" crowded-print.jpg) |"
  echo "| the same in forced colours | $(picture "60 pipelines in forced colours" crowded-forced.jpg) |"
} >docs/sizes.md
rm "$SCREENSHOT_FOLDER"/states/*.axe
ls -l "$SCREENSHOT_FOLDER" "$SCREENSHOT_FOLDER/states"
