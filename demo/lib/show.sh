# How the tour looks: every command is shown as a user would type it, then run.
if [ -t 1 ]; then bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' green=$'\e[32m' plain=$'\e[0m'; else bold= dim= red= green= plain=; fi
export AWS_PAGER= AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-us-east-1} AWS_EC2_METADATA_DISABLED=true
export CLOUDLET_ENDPOINT=${CLOUDLET_ENDPOINT:-http://localhost:4566}
unset AWS_SESSION_TOKEN AWS_PROFILE

chapter() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
say() { printf '  %s\n' "$*"; }
good() { printf '  %s%s%s\n' "$green" "$*" "$plain"; }
fail() { printf '%s%s%s\n' "$red" "$*" "$plain" >&2; exit 1; }
need() { command -v "$1" >/dev/null || fail "The tour needs $1: $2."; }

# typed ARGS...: a command as a user would type it; long documents are cut short.
typed() {
  local arg line=
  for arg; do
    case $arg in
      *[!A-Za-z0-9_./:=,@%+-]*)
        arg=$(printf '%s' "$arg" | tr -s ' \n' ' ')
        [ ${#arg} -le 70 ] || arg="${arg:0:67}..."
        arg="'$arg'" ;;
    esac
    line="$line $arg"
  done
  printf '%s' "$line"
}

# run ARGS...: shows and runs one command; its output is what the caller captures.
run() {
  printf '%s  $ aws%s%s\n' "$dim" "$(typed "$@")" "$plain" >&2
  aws --endpoint-url "$CLOUDLET_ENDPOINT" "$@"
}
quiet() { run "$@" >/dev/null; }
ask() { aws --endpoint-url "$CLOUDLET_ENDPOINT" "$@"; }

# await WHAT SECONDS COMMAND...: until the command succeeds.
await() {
  local what=$1 end=$((SECONDS + $2)) began=$SECONDS
  shift 2
  until "$@"; do
    [ $SECONDS -lt $end ] || fail "waited too long: $what"
    sleep 0.5
  done
  say "$what (after $((SECONDS - began)) s)"
}
