package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.routed.RoutedNetworks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * What the machines of a sandbox have in common.
 *
 * @param cloud the sandbox's name
 * @param init the script that is every machine's first process
 * @param hidden paths that machines do not see
 */
record Surroundings(
        CloudName cloud,
        Host host,
        OciRuntime runtime,
        RoutedNetworks networks,
        Path init,
        List<Path> hidden,
        Clock clock) {
    /** The control group above those of a sandbox's machines, in every hierarchy. */
    static String controlGroup(CloudName cloud) {
        return "cloudlet-" + cloud.value();
    }

    String controlGroup() {
        return controlGroup(cloud);
    }
}
