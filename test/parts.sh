# Sourced by run.sh: runs the parts of the tests beside each other, says what runs, and adds up what came of them.

part_limit=30m
progress_every=30
passed=0
failed=0
table=''
ticker=''
declare -A running=() began=()

say() {
  printf '[%4d s] %s\n' "$SECONDS" "$*"
}

# Starts a command in the background, with a time limit, so that a signal to us is acted on at once; timeout passes one on to all of its group.
begin() {
  local name=$1
  shift
  say "$name started"
  began[$name]=$SECONDS
  timeout --kill-after=30s "$part_limit" "$@" >"$reports/$name.log" 2>&1 &
  running[$!]=$name
}

# Sets processor_seconds to what the ended children of this shell, with theirs, took of the processor. Not by $(times): a subshell has no children.
count_processor_seconds() {
  local user sys taken seconds
  times >"$reports/times"
  { read -r _; read -r user sys; } <"$reports/times"
  processor_seconds=0
  for taken in "$user" "$sys"; do
    seconds=${taken#*m}
    processor_seconds=$((processor_seconds + ${taken%%m*} * 60 + ${seconds%.*}))
  done
}

# Waits until a part ends: sets ended to its name, code to its exit code and took to its seconds of the processor. Says every half minute what still runs.
await_one() {
  local pid before
  count_processor_seconds
  before=$processor_seconds
  while true; do
    if [ -z "$ticker" ]; then
      sleep "$progress_every" &
      ticker=$!
    fi
    code=0
    wait -n -p pid "$ticker" "${!running[@]}" || code=$?
    if [ "$pid" != "$ticker" ]; then break; fi
    ticker=''
    say "still running: $(for name in "${running[@]}"; do echo "$name for $((SECONDS - began[$name])) s"; done | paste -sd, | sed 's/,/, /g')"
  done
  ended=${running[$pid]}
  unset "running[$pid]"
  count_processor_seconds
  took=$((processor_seconds - before))
  if [ "$code" = 124 ]; then echo "Ended after $part_limit, the most that one part may take." >>"$reports/$ended.log"; fi
}

# Ends every part that still runs, and waits for each by its id: the container engine runs on in the background.
end_parts() {
  local pid
  for pid in "${!running[@]}" $ticker; do
    kill -TERM "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
}

# Adds what one part did. A skipped test counts as failed, and so does a part that ran none, or ended badly though no test failed.
record() {
  local name=$1 code=$2 ok=$3 bad=$4 skipped=$5 log=$reports/$1.log
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
  row=$(printf '%-14s %5d passed %4d failed %4d skipped %5d s, %4d s of a processor' "$name" "$ok" "$bad" "$skipped" $((SECONDS - began[$name])) "$took")
  table+="$row"$'\n'
  say "$row"
  if [ $((bad + skipped)) != 0 ]; then
    echo "--- $log"
    cat "$log"
    echo "---"
  fi
}

# Records the part that await_one found.
record_ended() {
  local result
  result=$(counts_of "$ended" "$code")
  # shellcheck disable=SC2086
  record "$ended" "$code" $result
}

# Runs parts by their names from three lists: one at a time of the first, which hold times against the clock; one at a time of the second, which mostly
# wait; and of the third as many as make two with the first. The third yields the processor. Expects the functions command_of and counts_of.
run_parts() {
  local -n on_clock=$1 idle=$2 beside=$3
  local timed='' waiting=''
  while [ $((${#on_clock[@]} + ${#idle[@]} + ${#beside[@]} + ${#running[@]})) -gt 0 ]; do
    if [ -z "$timed" ] && [ ${#on_clock[@]} -gt 0 ]; then
      timed=${on_clock[0]}
      on_clock=("${on_clock[@]:1}")
      command_of "$timed"
      begin "$timed" "${command[@]}"
    fi
    if [ -z "$waiting" ] && [ ${#idle[@]} -gt 0 ]; then
      waiting=${idle[0]}
      idle=("${idle[@]:1}")
      command_of "$waiting"
      begin "$waiting" "${command[@]}"
    fi
    while [ $((${#running[@]} - (${#waiting} > 0))) -lt 2 ] && [ ${#beside[@]} -gt 0 ]; do
      command_of "${beside[0]}"
      begin "${beside[0]}" nice -n 5 "${command[@]}"
      beside=("${beside[@]:1}")
    done
    await_one
    if [ "$ended" = "$timed" ]; then timed=''; fi
    if [ "$ended" = "$waiting" ]; then waiting=''; fi
    record_ended
  done
}
