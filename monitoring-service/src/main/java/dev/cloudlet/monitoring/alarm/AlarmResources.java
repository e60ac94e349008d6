package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.kit.authorization.ResourcePolicies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tags of alarms, for policies that ask for them. */
@Component
class AlarmResources implements ResourcePolicies {
    private static final int PARTS = 7;

    private final Alarms alarms;

    AlarmResources(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public @Nullable ResourceFacts find(String resourceArn) {
        String[] parts = resourceArn.split(":", PARTS);
        if (!resourceArn.startsWith(AlarmKey.ARN_PREFIX) || parts.length != PARTS || !parts[5].equals("alarm")) {
            return null;
        }
        return alarms.tags(new AlarmKey(parts[4], parts[3], parts[6]))
                .map(tags -> new ResourceFacts(parts[4], null, tags))
                .orElse(null);
    }
}
