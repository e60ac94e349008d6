# Starts a cloud in the background and waits until it answers. Sourced by ../cloudlet.

case $mode in
  standalone) main=dev.cloudlet.standalone.StandaloneMain ;;
  cluster) main=dev.cloudlet.standalone.ClusterMain ;;
esac

up() {
  if pid=$(running_pid); then
    say "A cloud runs already in $data (process $pid)."
    wait_for_other
    hints
    return 0
  fi
  { mkdir -p "$log" && : >>"$log/start.log"; } 2>/dev/null ||
    fail "$data cannot be written to" "choose another directory with --data DIR"
  . "$home/launcher/java.sh"
  . "$home/launcher/aot.sh"
  build
  classpath=$(classpath)
  machine_tools
  prepare
  cache=$(aot_flags)
  start
  wait_until_ready
  hints
}

# Somebody else has just started it.
wait_for_other() {
  until [ -s "$data/endpoint" ]; do
    kill -0 "$pid" 2>/dev/null || fail "process $pid has ended before it was ready" "see $log/start.log"
    sleep 0.1
  done
}

start() {
  : >"$log/start.log"
  # Left behind by a cloud that was killed.
  rm -f "$data/endpoint"
  made=
  [ -f "$data/root-access-key.properties" ] || made=1
  detach=
  command -v setsid >/dev/null 2>&1 && detach=setsid
  # shellcheck disable=SC2086 # flags are separate words
  nohup $detach "$java" $jvm_flags $cache -cp "$classpath" "$main" "--data=$data" "--port=$port" "--bind=$bind" \
    "--cloudlet.account=$account" \
    >"$log/start.log" 2>&1 </dev/null &
  started=$!
}

# Shows what the new process tells about its start, line by line.
wait_until_ready() {
  shown=0
  while :; do
    # In this order: what is written between the two steps is shown the next time round.
    state=starting
    if grep -q '^ready after' "$log/start.log"; then
      state=ready
    elif ! kill -0 "$started" 2>/dev/null; then
      state=ended
    fi
    lines=$(($(wc -l <"$log/start.log")))
    if [ "$lines" -gt "$shown" ]; then
      sed -n "$((shown + 1)),${lines}p" "$log/start.log" | sed 's/^/  /'
      shown=$lines
    fi
    case $state in
      ready) return 0 ;;
      ended) exit 1 ;;
    esac
    sleep 0.05
  done
}

hints() {
  secrets=$data/root-access-key.properties
  { read -r url; read -r account; read -r key; read -r kind; } <"$data/endpoint"
  case $kind in
    well-known) credentials="access key $key, secret key test" secret=test ;;
    given) credentials="access key $key and the secret key that you gave" secret=... ;;
    generated)
      secret="\$(sed -n s/^secret-access-key=//p '$secrets')"
      credentials="access key $key, whose secret key is in $secrets"
      [ -z "${made:-}" ] ||
        credentials="access key $key, secret key $(sed -n s/^secret-access-key=//p "$secrets"), shown this once and kept in $secrets"
      ;;
  esac
  cat <<TEXT

Endpoint     $url
Credentials  $credentials (root of account $account)

Try
  export AWS_ENDPOINT_URL=$url AWS_ACCESS_KEY_ID=$key AWS_SECRET_ACCESS_KEY=$secret AWS_DEFAULT_REGION=us-east-1
  aws sts get-caller-identity
  aws s3 mb s3://my-first-bucket && aws s3 ls
  aws ec2 describe-availability-zones --query 'AvailabilityZones[].ZoneName'

./cloudlet status, ./cloudlet logs -f, ./cloudlet down
TEXT
}
