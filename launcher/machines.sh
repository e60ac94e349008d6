# What instances and builds need from the system. Sourced by ../cloudlet.

machine_tools() {
  [ "$(uname -s)" = Linux ] || return 0
  missing=
  for pair in runc:runc crun:crun ip:iproute2 nft:nftables slirp4netns:slirp4netns; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
  done
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    say "Not installed, so instances and builds may not run:$missing. Everything else works."
    return 0
  fi
  say "Installing for instances and builds:$missing"
  mkdir -p "$log"
  # shellcheck disable=SC2086 # packages are separate words
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } \
    >"$log/install.log" 2>&1; then
    say "That failed (see $log/install.log): instances and builds may not run. Everything else works."
  fi
}
