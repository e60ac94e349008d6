# Builds what is not built, or older than its sources. Sourced by ../cloudlet.

cloud=$home/standalone/target/cloud
built=$cloud/built

is_built() {
  [ -f "$built" ] || return 1
  newer=$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/libs/*/pom.xml "$home"/*/src/main "$home"/libs/*/src/main \
    -type f -newer "$built" 2>/dev/null | head -n 1)
  [ -z "$newer" ]
}

build() {
  is_built && return 0
  command -v mvn >/dev/null 2>&1 || fail "Maven, which builds Cloudlet, is not installed" "install it (Debian: apt install maven)"
  [ -w "$home/standalone" ] || fail "Cloudlet has to be built, and $home cannot be written to" "run ./cloudlet up once as the owner of that directory"
  say "Building (the first time takes a few minutes)"
  mkdir -p "$log"
  # A library that is no longer used must not stay behind on the classpath.
  rm -rf "$cloud"
  { "$home/mvnw" -B -ntp -Dstyle.color=never -DskipTests -Dspotless.check.skip -pl standalone -am package; printf '\nexit %s\n' $?; } 2>&1 |
    tee "$log/build.log" |
    sed -un 's/^\[INFO\] Building \([a-z][a-z0-9-]*\) .*\[\([0-9]*\)\/\([0-9]*\)\]$/  \1 (\2 of \3)/p'
  if [ "$(tail -n 1 "$log/build.log")" != "exit 0" ]; then
    grep '^\[ERROR\]' "$log/build.log" | head -n 5 >&2
    fail "the build failed" "see $log/build.log"
  fi
  : >"$built"
}
