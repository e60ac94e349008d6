package dev.cloudlet.protocol;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Members of a model object by their names in the AWS documentation. */
public final class Members {
    private Members() {}

    /**
     * The value of a member, or null if it is absent: an absent list or map is null, not empty, and an
     * absent idempotency token is null, not invented.
     *
     * @param pojo a request, response or nested structure of the SDK
     * @param memberName the member's name, such as {@code UserName}; case does not matter
     */
    public static @Nullable Object value(SdkPojo pojo, String memberName) {
        Field field = Shape.of(pojo).member(memberName);
        return field == null ? null : field.get(pojo);
    }
}
