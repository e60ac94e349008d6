package dev.cloudlet.compute.tag;

import dev.cloudlet.compute.Ec2Error;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags that a request wants on what it makes. */
public final class TagSpecifications {
    private TagSpecifications() {}

    /** The tags for the one type of resource that the operation makes. */
    public static Map<String, String> of(List<TagSpecification> wanted, String type) {
        return of(wanted, Set.of(type)).getOrDefault(type, Map.of());
    }

    /** The tags for each of the types of resources that the operation makes. */
    public static Map<String, Map<String, String>> of(List<TagSpecification> wanted, Set<String> types) {
        Map<String, Map<String, String>> tags = new TreeMap<>();
        for (TagSpecification each : wanted) {
            String type = each.resourceTypeAsString();
            if (type == null || !types.contains(type)) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "'%s' is not a valid taggable resource type for this operation.", type);
            }
            if (tags.put(type, Tags.checked(each.tags())) != null) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of("Duplicate resource type '%s' in TagSpecifications", type);
            }
        }
        return tags;
    }
}
