package dev.cloudlet.compute.tag;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.authorization.ResourcePolicies;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets policies speak about the tags of EC2's resources, as aws:ResourceTag and ec2:ResourceTag. */
@Component
final class TaggedResources implements ResourcePolicies {
    private final Tags tags;

    TaggedResources(Tags tags) {
        this.tags = tags;
    }

    @Override
    public @Nullable ResourceFacts find(String resourceArn) {
        String[] parts = resourceArn.split(":", 6);
        if (parts.length < 6 || !parts[2].equals("ec2") || parts[4].isEmpty()) {
            return null;
        }
        String id = parts[5].substring(parts[5].indexOf('/') + 1);
        if (id.isEmpty() || id.contains("*")) {
            return null;
        }
        Map<String, String> found = tags.of(new Place(parts[4], parts[3]), id);
        Map<String, String> keys = new HashMap<>();
        found.forEach((key, value) -> keys.put("ec2:ResourceTag/" + key, value));
        return new ResourceFacts(parts[4], null, found, keys);
    }
}
