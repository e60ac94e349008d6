# Starts a cloud in the background and waits until it answers. Sourced by ../cloudlet.

case $mode in
  standalone) main=dev.cloudlet.standalone.StandaloneMain ;;
  cluster) main=dev.cloudlet.standalone.ClusterMain ;;
esac

up() {
  if pid=$(running_pid); then
    say "A cloud runs already in $data (process $pid)."
    hints
    return 0
  fi
  . "$home/launcher/java.sh"
  . "$home/launcher/aot.sh"
  build
  classpath=$(classpath)
  machine_tools
  mkdir -p "$log" || fail "$data cannot be written to" "choose another directory with --data DIR"
  cache=
  if [ "$mode" = standalone ]; then rehearse; cache=$(aot_flags); fi
  start
  wait_until_ready
  hints
}

start() {
  : >"$log/start.log"
  detach=
  command -v setsid >/dev/null 2>&1 && detach=setsid
  # shellcheck disable=SC2086 # flags are separate words
  nohup $detach "$java" $jvm_flags $cache -cp "$classpath" "$main" "--data=$data" "--port=$port" "--bind=$bind" \
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
  url=$(endpoint)
  cat <<TEXT

Endpoint     $url
Credentials  access key test, secret key test (root of account 000000000000)

Try
  export AWS_ENDPOINT_URL=$url AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1
  aws sts get-caller-identity
  aws s3 mb s3://my-first-bucket && aws s3 ls
  aws ec2 describe-availability-zones --query 'AvailabilityZones[].ZoneName'

./cloudlet status, ./cloudlet logs -f, ./cloudlet down
TEXT
}
