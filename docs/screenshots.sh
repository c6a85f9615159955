#!/usr/bin/env bash
# Takes the pictures of docs/screenshots again, in Chromium, of the page as it is built now, and writes docs/states.md.
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
rm "$SCREENSHOT_FOLDER"/states/*.axe
ls -l "$SCREENSHOT_FOLDER" "$SCREENSHOT_FOLDER/states"
