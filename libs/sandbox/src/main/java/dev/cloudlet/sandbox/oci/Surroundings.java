package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.routed.RoutedNetworks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * What the machines of a sandbox have in common.
 *
 * @param init the script that is every machine's first process
 * @param controlGroup the group above all of theirs, in every hierarchy
 * @param hidden paths that machines do not see
 */
record Surroundings(
        Host host,
        OciRuntime runtime,
        RoutedNetworks networks,
        Path init,
        String controlGroup,
        List<Path> hidden,
        Clock clock) {}
