# Sourced: sets JAVA_HOME to a JDK of at least version 25, or explains and exits.
jdk_version() { [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null; }
find_jdk() {
  for d in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$d" ] || continue
    v=$(jdk_version "$d")
    if [ -n "$v" ] && [ "$v" -ge 25 ]; then echo "$d"; return; fi
  done
}
JAVA_HOME=$(find_jdk)
if [ -z "$JAVA_HOME" ]; then
  echo "No JDK 25 or newer found. Install one (for example Temurin 25) or point JAVA_HOME at it." >&2
  exit 1
fi
export JAVA_HOME
