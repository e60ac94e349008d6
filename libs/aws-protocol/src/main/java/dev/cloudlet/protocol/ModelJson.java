package dev.cloudlet.protocol;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Model objects as JSON documents, for keeping: every member by its name in the AWS model. What was written as one class can
 * be read as another, which passes over the members that it does not have: a request as its description, or what an older
 * version of the SDK wrote.
 */
public final class ModelJson {
    private ModelJson() {}

    /** The members that are there; an empty list is one, an absent list is none. */
    public static String write(SdkPojo pojo) {
        return new String(new TreeWriter(TreeFormat.KEPT).encode(pojo), StandardCharsets.UTF_8);
    }

    /**
     * An object from a document; {@code read(document, Listener.builder())}.
     *
     * @throws IllegalArgumentException if it is no such document
     */
    public static <B extends SdkBuilder<B, T>, T> T read(String document, SdkBuilder<B, T> builder) {
        try {
            new TreeReader(TreeFormat.KEPT).decode(document.getBytes(StandardCharsets.UTF_8), (SdkPojo) builder);
            return builder.build();
        } catch (MalformedException e) {
            throw new IllegalArgumentException(
                    "not a document of " + builder.getClass().getName(), e);
        }
    }
}
