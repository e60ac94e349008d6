# The JVM that a cloud runs in. Sourced by ../cloudlet.

cloud=$home/standalone/target/cloud
. "$home/.mvn/find-jdk.sh"
java=$JAVA_HOME/bin/java

# Eight carriers: with the two of a small machine, two virtual threads that wait for a class to be initialized can keep the
# one that would finish it from running, for ever.
jvm_flags="-Xms64m -Xmx512m -XX:+UseG1GC -XX:+ExitOnOutOfMemoryError
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
  -Djdk.virtualThreadScheduler.parallelism=8
  -Dcloudlet.log=FILE -Dcloudlet.log.dir=$log ${CLOUDLET_JAVA_OPTS:-}"

# All jars, in an order that does not change between the AOT cache's making and its use.
classpath() { find "$cloud/lib" -name '*.jar' | LC_ALL=C sort | paste -s -d : -; }
