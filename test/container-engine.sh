# Sourced by test/run.sh and bench/run.sh: a container engine for the tests, a base image for what they put into containers, and images of PostgreSQL and Redis.

engine_dir=''
engine_pid=''
engine_bridge=''
engine_ready=false
engine_cache=${XDG_CACHE_HOME:-$HOME/.cache}/flextmonitor

# The folder of an image's sources, and the file that keeps what was made of them.
sources_of() {
  echo "test/Testing/$1"
}
version_of() {
  cat "$(sources_of "$1")"/* | sha256sum | cut -c1-12
}
kept_of() {
  echo "$engine_cache/${1,,}-$(version_of "$1").tar"
}

engine_answers() {
  command -v docker >/dev/null && docker version >/dev/null 2>&1
}

# Uses the engine that answers, else starts one of our own. Its socket and all that it keeps are in a folder of its own.
start_engine() {
  if $engine_ready; then return; fi
  if ! engine_answers; then
    install_missing docker.io
    command -v docker >/dev/null || install_missing docker-cli
  fi
  if ! engine_answers; then
    engine_dir=$(mktemp -d /tmp/flextmonitor-engine.XXXXXX)
    export DOCKER_HOST="unix://$engine_dir/docker.sock" TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
    add_bridge
    local privilege=()
    [ "$(id -u)" = 0 ] || privilege=(sudo)
    # Not by as_root: a function runs in a subshell, which would be the parent of dockerd. As root, this shell is, and setpriv ends
    # dockerd when this shell is killed and cannot. Neither iptables nor routing: a published port is served by docker-proxy on
    # 127.0.0.1, and containers reach nothing outside.
    exec "${privilege[@]}" setsid setpriv --pdeathsig TERM dockerd --host "$DOCKER_HOST" --group "$(id -gn)" \
      --data-root "$engine_dir/data" --exec-root "$engine_dir/exec" --pidfile "$engine_dir/dockerd.pid" \
      --bridge "$engine_bridge" --ip 127.0.0.1 --iptables=false --ip-masq=false >"$reports/dockerd.log" 2>&1 &
    engine_pid=$!
    for ((tries = 0; tries < 120; tries++)); do
      engine_answers && break
      [ -d "/proc/$engine_pid" ] || break
      sleep 0.5
    done
    engine_answers || { tail -20 "$reports/dockerd.log"; give_up "dockerd does not answer; its log is $reports/dockerd.log"; }
  fi
  # Clients may be newer than the engine.
  DOCKER_API_VERSION=$(docker version --format '{{.Server.APIVersion}}')
  # Containers carry the label of this run and are removed at its end, so no reaper's image is needed.
  export DOCKER_API_VERSION TESTCONTAINERS_RYUK_DISABLED=true TEST_RUN_LABEL="run-$$-$(date +%s)"
  load_kept_images
  choose_base_image
  choose_server_image TEST_POSTGRES_IMAGE postgres:17 Postgres
  choose_server_image TEST_REDIS_IMAGE redis:7 Redis
  engine_ready=true
}

# A bridge of this run's own: two engines that share one give two containers the same address. Its number is that of its network, so that no other run can
# take either; its alias is the run's process, so that the bridges of runs that were killed can be removed.
add_bridge() {
  command -v ip >/dev/null || install_missing iproute2
  local bridge owner number refusal=''
  for bridge in $(ip -brief link show type bridge | grep -oE '^fxm-[0-9]+' || true); do
    owner=$(cat "/sys/class/net/$bridge/ifalias" 2>/dev/null || true)
    if [ -n "$owner" ] && [ ! -d "/proc/$owner" ]; then as_root ip link delete "$bridge" || true; fi
  done
  for ((number = 0; number < 256; number++)); do
    if refusal=$(as_root ip link add name "fxm-$number" type bridge 2>&1); then
      engine_bridge=fxm-$number
      break
    fi
  done
  [ -n "$engine_bridge" ] || give_up "no bridge can be made for the container engine: $refusal"
  as_root ip link set "$engine_bridge" alias "$$"
  as_root ip address add "10.213.$number.1/24" dev "$engine_bridge"
  as_root ip link set "$engine_bridge" up
}

# An engine that was there before gets the official image; our own has nothing to pull from and is given one made by debootstrap, once.
choose_base_image() {
  export TEST_BASE_IMAGE=debian:bookworm-slim
  if [ -z "$engine_pid" ] && { docker image inspect "$TEST_BASE_IMAGE" >/dev/null 2>&1 || docker pull --quiet "$TEST_BASE_IMAGE"; }; then
    return
  fi
  TEST_BASE_IMAGE=flextmonitor-test-base:bookworm
  if docker image inspect "$TEST_BASE_IMAGE" >/dev/null 2>&1; then return; fi
  local kept=$engine_cache/bookworm-minbase.tar
  if [ ! -f "$kept" ]; then
    install_missing debootstrap
    mkdir -p "$(dirname "$kept")"
    local work
    work=$(mktemp -d /tmp/flextmonitor-base.XXXXXX)
    echo "making the base image (kept as $kept)"
    if ! as_root debootstrap --variant=minbase bookworm "$work" >"$reports/debootstrap.log" 2>&1; then
      tail -20 "$reports/debootstrap.log"
      as_root rm -rf "$work"
      give_up "no base image: debootstrap failed; its log is $reports/debootstrap.log"
    fi
    as_root tar --numeric-owner --exclude=./var/cache/apt --exclude=./dev -C "$work" -c . >"$kept.$$"
    as_root rm -rf "$work"
    mv "$kept.$$" "$kept"
  fi
  docker import "$kept" "$TEST_BASE_IMAGE" >/dev/null
}

# As above: the official image of a server, or one of Debian's packages, which is built on the base image once and kept, with the base image, until its sources change.
#   choose_server_image VARIABLE OFFICIAL FOLDER
choose_server_image() {
  local image=$2 log=$reports/${3,,}-image.log kept
  if [ -z "$engine_pid" ] && { docker image inspect "$image" >/dev/null 2>&1 || docker pull --quiet "$image"; }; then
    export "$1=$image"
    return
  fi
  image=flextmonitor-test-${3,,}:$(version_of "$3")
  export "$1=$image"
  if docker image inspect "$image" >/dev/null 2>&1; then return; fi
  kept=$(kept_of "$3")
  echo "making the image of $3 (kept as $kept)"
  docker build --network host --build-arg "BASE_IMAGE=$TEST_BASE_IMAGE" --tag "$image" "$(sources_of "$3")" >"$log" 2>&1 ||
    { tail -20 "$log"; give_up "no image of $3: docker build failed; its log is $log"; }
  docker save --output "$kept.$$" "$TEST_BASE_IMAGE" "$image"
  mv "$kept.$$" "$kept"
}

# Gives our own engine the images that an earlier run made.
load_kept_images() {
  local folder kept
  if [ -z "$engine_pid" ]; then return; fi
  for folder in Postgres Redis; do
    kept=$(kept_of "$folder")
    if [ -f "$kept" ]; then docker load --quiet --input "$kept" >/dev/null; fi
  done
}

stop_engine() {
  if [ -n "${TEST_RUN_LABEL:-}" ] && engine_answers; then
    remove_all container "rm --force --volumes"
    remove_all network "rm"
    remove_all image "rm --force"
  fi
  if [ -n "$engine_pid" ] && ! end_own_engine; then
    echo "test/run.sh: dockerd does not end, so its data stay in $engine_dir" >&2
  elif [ -n "$engine_dir" ]; then
    # dockerd leaves it mounted after a build with the host's network.
    as_root umount "$engine_dir/exec/netns/default" 2>/dev/null || true
    as_root rm -rf --one-file-system "$engine_dir"
  fi
  if [ -n "$engine_bridge" ]; then as_root ip link delete "$engine_bridge" || true; fi
}

# Asks our own dockerd to end and waits until it has; fails if it has not after 30 s. Without a file of its id it has not got that far.
end_own_engine() {
  local id tries
  id=$(cat "$engine_dir/dockerd.pid" 2>/dev/null) || id=$engine_pid
  as_root kill -TERM "$id" 2>/dev/null || true
  for ((tries = 0; tries < 300; tries++)); do
    [ -d "/proc/$id" ] || return 0
    sleep 0.1
  done
  return 1
}

# What this run's tests left behind: nothing, unless the run was broken off.
remove_all() {
  local left all=''
  if [ "$1" = container ]; then all=--all; fi
  left=$(docker "$1" ls $all --quiet --filter "label=flextmonitor.test=$TEST_RUN_LABEL")
  # shellcheck disable=SC2086
  if [ -n "$left" ]; then docker "$1" $2 $left >/dev/null || true; fi
}
