package dev.cloudlet.monitoring.metric;

import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** The units that CloudWatch knows. */
public final class Units {
    private Units() {}

    /** Their names, as the documentation lists them. */
    public static List<String> names() {
        return StandardUnit.knownValues().stream()
                .map(StandardUnit::toString)
                .sorted()
                .toList();
    }

    /** Whether there is a unit of this name. */
    public static boolean known(String name) {
        return StandardUnit.fromValue(name) != StandardUnit.UNKNOWN_TO_SDK_VERSION;
    }
}
