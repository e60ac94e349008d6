package dev.cloudlet.kit.authentication;

import java.time.Instant;
import java.util.List;

/**
 * An access key did something.
 *
 * @param time the latest that is known of
 * @param region from the signature's scope
 * @param service the signing name, for example {@code s3}
 */
public record KeyUse(String accessKeyId, Instant time, String region, String service) {

    /** The internal operation of iam-service that takes a {@link Batch}. */
    public static final String OPERATION = "keys-used";

    /** Uses of different keys. */
    public record Batch(List<KeyUse> uses) {}
}
