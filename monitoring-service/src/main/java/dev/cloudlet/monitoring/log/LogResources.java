package dev.cloudlet.monitoring.log;

import dev.cloudlet.kit.authorization.ResourcePolicies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tags of log groups, for policies that ask for them. */
@Component
class LogResources implements ResourcePolicies {
    private static final int NAME = 6;

    private final LogGroups groups;

    LogResources(LogGroups groups) {
        this.groups = groups;
    }

    @Override
    public @Nullable ResourceFacts find(String resourceArn) {
        String[] parts = resourceArn.split(":");
        if (parts.length <= NAME || !resourceArn.startsWith("arn:aws:logs:") || !parts[5].equals("log-group")) {
            return null;
        }
        return groups.find(parts[4], parts[3], parts[NAME])
                .map(group -> new ResourceFacts(group.account(), null, group.tags()))
                .orElse(null);
    }
}
