# The JVM's AOT cache: classes loaded and linked ahead of time, so that a cloud starts in seconds. Sourced by ../cloudlet.

aot=$cloud/cloud.aot

# Made by a rehearsal with a cloud of its own, which leaves nothing behind. Without it everything works, more slowly.
rehearse() {
  [ -z "${CLOUDLET_NO_AOT:-}" ] || return 0
  [ ! "$aot" -nt "$built" ] || return 0
  [ -w "$cloud" ] || return 0
  say "Preparing fast starts (once per build, about half a minute)"
  # shellcheck disable=SC2086 # flags are separate words
  if ! "$java" $jvm_flags -Dcloudlet.log=CONSOLE "-XX:AOTCacheOutput=$aot" -cp "$classpath" \
    dev.cloudlet.standalone.TrainingMain >"$log/aot.log" 2>&1; then
    rm -f "$aot"
    say "That failed (see $log/aot.log): the cloud starts without."
  fi
}

# The JVM itself checks that the cache fits the jars and the flags, and does without one that does not.
aot_flags() {
  [ -z "${CLOUDLET_NO_AOT:-}" ] && [ -f "$aot" ] && printf '%s' "-XX:AOTCache=$aot -Xlog:aot=off -Xlog:cds=off"
}
