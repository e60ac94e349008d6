package dev.cloudlet.storage.listing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;

/** Groups of keys as answers show them. */
public final class CommonPrefixes {
    private CommonPrefixes() {}

    /** Null for none: an empty list would be shown. */
    public static @Nullable List<CommonPrefix> of(List<String> groups) {
        return groups.isEmpty()
                ? null
                : groups.stream()
                        .map(group -> CommonPrefix.builder().prefix(group).build())
                        .toList();
    }
}
