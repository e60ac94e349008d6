# What instances and builds need from the system. Sourced by ../cloudlet.

machine_tools() {
  # Nobody else can run instances and builds, whatever is installed; the cloud itself says so when it starts.
  [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] || return 0
  missing=
  for pair in runc:runc crun:crun ip:iproute2 nft:nftables slirp4netns:slirp4netns; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
  done
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    say "Not installed, and needed for instances and builds:$missing"
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
