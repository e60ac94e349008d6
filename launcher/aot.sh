# The JVM's AOT cache: classes loaded and linked ahead of time, so that a cloud starts in seconds. Sourced by ../cloudlet.

aot=$cloud/cloud.aot
cluster_aot=$cloud/cluster.aot

prepare() {
  # shellcheck disable=SC2086 # flags are separate words
  case $mode in
    standalone)
      rehearse "$aot" "$java" $jvm_flags -Dcloudlet.log=CONSOLE "-XX:AOTCacheOutput=$aot" -cp "$classpath" \
        dev.cloudlet.standalone.TrainingMain
      ;;
    cluster) rehearse "$cluster_aot" "$java" -cp "$classpath" dev.cloudlet.standalone.ClusterRehearsal "$cluster_aot" ;;
  esac
}

# Made by a rehearsal with a cloud of its own, which leaves nothing behind. Without it everything works, more slowly.
rehearse() { # FILE COMMAND...
  file=$1
  shift
  [ -z "${CLOUDLET_NO_AOT:-}" ] || return 0
  [ ! "$file" -nt "$built" ] || return 0
  [ -w "$cloud" ] || return 0
  say "Preparing fast starts (once per build, about half a minute)"
  if ! "$@" >"$log/aot.log" 2>&1; then
    rm -f "$file"
    say "That failed (see $log/aot.log): the cloud starts without."
  fi
}

# The JVM itself checks that a cache fits the jars and the flags, and does without one that does not.
aot_flags() {
  [ -z "${CLOUDLET_NO_AOT:-}" ] || return 0
  [ ! -f "$aot" ] || printf '%s ' "-XX:AOTCache=$aot -Xlog:aot=off -Xlog:cds=off"
  [ "$mode" != cluster ] || [ ! -f "$cluster_aot" ] || printf '%s' "-Dcloudlet.aot=$cluster_aot"
}
