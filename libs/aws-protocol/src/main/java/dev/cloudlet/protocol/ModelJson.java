package dev.cloudlet.protocol;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Model objects as JSON documents in the AWS model's own shape, for keeping: what is written by one version of the SDK is
 * read by a later one, which passes over members that it does not know.
 */
public final class ModelJson {
    private ModelJson() {}

    /** The members that are there; an empty list is one, an absent list is none. */
    public static String write(SdkPojo pojo) {
        return new String(new TreeWriter(TreeFormat.JSON).encode(pojo), StandardCharsets.UTF_8);
    }

    /**
     * Sets the builder's members from a document.
     *
     * @return the builder
     * @throws IllegalArgumentException if it is no such document
     */
    public static <B extends SdkPojo> B read(String json, B builder) {
        try {
            new TreeReader(TreeFormat.JSON).decode(json.getBytes(StandardCharsets.UTF_8), builder);
            return builder;
        } catch (MalformedException e) {
            throw new IllegalArgumentException(
                    "not a document of " + builder.getClass().getName(), e);
        }
    }
}
