package dev.cloudlet.compute.traffic;

import dev.cloudlet.compute.targetgroup.Group;
import java.util.List;

/** A target group with the targets that take new requests. */
record Pool(Group group, List<Destination> destinations) {
    /** The healthy ones; all if none is, as AWS does: better a guess than nothing. */
    List<Destination> open() {
        List<Destination> healthy =
                destinations.stream().filter(Destination::healthy).toList();
        return healthy.isEmpty() ? destinations : healthy;
    }
}
