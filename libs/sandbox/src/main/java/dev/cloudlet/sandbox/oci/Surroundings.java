package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.routed.RoutedNetworks;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What the machines of a sandbox have in common.
 *
 * @param cloud the sandbox's name
 * @param init the script that is every machine's first process
 */
record Surroundings(CloudName cloud, Host host, OciRuntime runtime, RoutedNetworks networks, Path init, Clock clock) {
    /** The control group above those of a sandbox's machines, in every hierarchy. */
    static String controlGroup(CloudName cloud) {
        return "cloudlet-" + cloud.value();
    }

    String controlGroup() {
        return controlGroup(cloud);
    }
}
