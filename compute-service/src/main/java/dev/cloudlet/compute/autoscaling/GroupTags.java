package dev.cloudlet.compute.autoscaling;

import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** The tags of groups. */
@Component
class GroupTags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    static final String RESOURCE_TYPE = "auto-scaling-group";

    List<TagDescription> described(String group, List<Tag> tags) {
        if (tags.size() > MOST) {
            throw ScalingError.LIMIT_EXCEEDED.of("A group has at most %d tags", MOST);
        }
        if (tags.stream().map(Tag::key).distinct().count() < tags.size()) {
            throw ScalingError.VALIDATION_ERROR.of("Tag keys must be unique");
        }
        return tags.stream().map(each -> described(group, each)).toList();
    }

    TagDescription described(String group, Tag tag) {
        String value = Objects.requireNonNullElse(tag.value(), "");
        if (tag.key().regionMatches(true, 0, "aws:", 0, 4)) {
            throw ScalingError.VALIDATION_ERROR.of("Tag keys starting with 'aws:' are reserved for system use");
        }
        if (tag.key().isEmpty() || tag.key().length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
            throw ScalingError.VALIDATION_ERROR.of("A tag key has 1 to 128 characters, a value at most 256");
        }
        return TagDescription.builder()
                .resourceId(group)
                .resourceType(RESOURCE_TYPE)
                .key(tag.key())
                .value(value)
                .propagateAtLaunch(Boolean.TRUE.equals(tag.propagateAtLaunch()))
                .build();
    }
}
