# The process of a cloud that runs already: finding it, asking it, stopping it. Sourced by ../cloudlet.

# The id of the cloud's process; fails when none runs. Ids are used again, so the name must fit too.
running_pid() {
  [ -s "$data/lock" ] || return 1
  pid=$(head -n 1 "$data/lock" 2>/dev/null)
  case $pid in '' | *[!0-9]*) return 1 ;; esac
  case $(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" || ps -o args= -p "$pid" 2>/dev/null) in
    *dev.cloudlet.standalone.*) echo "$pid" ;;
    *) return 1 ;;
  esac
}

endpoint() { head -n 1 "$data/endpoint" 2>/dev/null || echo "http://localhost:$port"; }

# Exports the access key of the root user, where it is not the one that everybody knows.
root_credentials() {
  [ "$(sed -n 4p "$data/endpoint" 2>/dev/null)" = generated ] || return 0
  CLOUDLET_ROOT_ACCESS_KEY_ID=$(sed -n 3p "$data/endpoint")
  CLOUDLET_ROOT_SECRET_ACCESS_KEY=$(sed -n 's/^secret-access-key=//p' "$data/root-access-key.properties")
  export CLOUDLET_ROOT_ACCESS_KEY_ID CLOUDLET_ROOT_SECRET_ACCESS_KEY
}

# http METHOD PATH: prints the body, then the status on a line of its own; 000 when nothing answers.
http() {
  if command -v curl >/dev/null 2>&1; then
    curl -sS -m 60 -X "$1" -w '\n%{http_code}' "$(endpoint)$2" 2>/dev/null || printf '\n000'
  else
    . "$home/launcher/java.sh"
    "$java" "$home/launcher/Http.java" "$1" "$(endpoint)$2"
  fi
}

down() {
  pid=$(running_pid) || { say "No cloud runs in $data."; return 0; }
  kill "$pid" 2>/dev/null
  waited=0
  while kill -0 "$pid" 2>/dev/null; do
    if [ $waited -ge 600 ]; then
      fail "process $pid has not stopped within a minute" "see $log/cloudlet.log, or end it with kill -9 $pid (nothing acknowledged is lost)"
    fi
    sleep 0.1
    waited=$((waited + 1))
  done
  say "Stopped. Everything is kept in $data."
}

status() {
  pid=$(running_pid) || { say "No cloud runs in $data."; exit 3; }
  say "Process $pid, data in $data, endpoint $(endpoint)"
  answer=$(http GET /_cloudlet/health)
  code=$(printf '%s' "$answer" | tail -n 1)
  if [ "$code" = 000 ]; then
    say "The endpoint does not answer (yet)."
    exit 1
  fi
  printf '%s' "$answer" | sed '$d' | tr ',{}' '\n\n\n' | sed -n 's/^"\([a-z]*-service\)":"\(.*\)"$/  \1 \2/p'
  printf '%s' "$answer" | sed '$d' | grep -o '"what":"[^"]*","why":"[^"]*"' | sed 's/"what":"\(.*\)","why":"\(.*\)"/  off: \1 (\2)/'
  [ "$code" = 200 ]
}

logs() {
  [ -f "$log/cloudlet.log" ] || fail "there is no log in $log" "start the cloud with ./cloudlet up"
  if [ "$mode" = cluster ] || [ -f "$log/gateway.log" ]; then set -- "$log"/*.log; else set -- "$log/cloudlet.log"; fi
  if [ -n "$follow" ]; then exec tail -n 50 -F "$@"; fi
  cat "$@"
}

# why [REQUEST ID]: a refusal is on the trail within a second or two, so it is looked for more than once.
why() {
  running_pid >/dev/null || fail "no cloud runs in $data" "start it with ./cloudlet up"
  case $1 in *[!A-Za-z0-9-]*) fail "'$1' is not a request id" "take it from the error, its x-amzn-RequestId header, or ./cloudlet why" ;; esac
  tries=0
  while :; do
    answer=$(http GET "/_cloudlet/decisions?as=text${1:+&requestId=$1}")
    code=$(printf '%s' "$answer" | tail -n 1)
    { [ "$code" = 404 ] && [ $tries -lt 3 ]; } || break
    tries=$((tries + 1))
    sleep 1
  done
  case $code in
    200)
      answer=$(printf '%s\n' "$answer" | sed '$d')
      say "${answer:-No policy has refused a call.}"
      ;;
    404) fail "no policy refused a call with the request id $1" "see ./cloudlet why for the newest refusals" ;;
    *)
      printf '%s\n' "$answer" | sed '$d' >&2
      fail "the refusals could not be read" "see ./cloudlet logs"
      ;;
  esac
}

# Whether machines or their networks are on this host: each sandbox has a directory with the name of its own one's digest.
has_machines() {
  for part in compute build; do
    name=$(printf %s "$(cd "$data" 2>/dev/null && pwd -P)/$part/machines" | sha256sum | cut -c 1-8)
    [ ! -d "/run/cloudlet/$name" ] || return 0
  done
  return 1
}

reset() {
  if [ -n "$wipe" ]; then
    # Only what looks like a cloud's data is removed.
    [ ! -e "$data" ] || [ -e "$data/secrets.properties" ] || fail "$data does not look like a cloud's data" "remove it yourself if you mean to"
    # Machines run on without their cloud, and only the cloud knows which ones they are.
    if ! running_pid >/dev/null && has_machines; then "$0" up --data "$data" --port "$port" --bind "$bind" >/dev/null || exit 1; fi
    running_pid >/dev/null && http POST /_cloudlet/reset >/dev/null
    down
    rm -rf "$data" && say "Removed $data."
    return
  fi
  running_pid >/dev/null || fail "no cloud runs in $data" "start it with ./cloudlet up, or remove what it kept with --data-too"
  answer=$(http POST /_cloudlet/reset)
  if [ "$(printf '%s' "$answer" | tail -n 1)" = 200 ]; then
    say "Every account is back in its first state."
  else
    printf '%s\n' "$answer" | sed '$d' >&2
    fail "not every service could be reset" "see ./cloudlet logs"
  fi
}
