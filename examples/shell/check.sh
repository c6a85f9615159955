#!/usr/bin/env bash
# Whether a daemon answers: exit code 0 if it does, 2 if it does not, 3 if the monitor does not say. For cron, Nagios or a deployment that holds back.
#   MONITOR_URL=https://monitor.example MONITOR_TOKEN=fxm_… bash check.sh prod
set -euo pipefail
source=${1:?the name of a daemon}
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

code=$(curl --silent --show-error --max-time 10 --output "$answer" --write-out '%{http_code}' \
  --header "Authorization: Bearer $MONITOR_TOKEN" --get --data-urlencode "source=$source" "$MONITOR_URL/api/stats/") || {
  echo "UNKNOWN: the monitor cannot be reached"
  exit 3
}

# The text of a field; empty if it is null.
field() { sed -n "s/.*\"$1\":\"\(\([^\"\\\\]\|\\\\.\)*\)\".*/\1/p" "$answer" | head -1; }

case $code in
  200) echo "OK: $source answers"; exit 0 ;;
  503) echo "CRITICAL: $source: $(field error)"; exit 2 ;;
  404) echo "UNKNOWN: there is no daemon $source, or the token may not see it"; exit 3 ;;
  *) echo "UNKNOWN: the monitor answered $code"; exit 3 ;;
esac
