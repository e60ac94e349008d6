package dev.cloudlet.kit.authentication;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Asks iam-service whose access key this is, with the signing key for that one scope: the secret stays there.
 *
 * @param fromHost whether the request comes from a loopback address of the cloud's own host
 */
public record CallerQuestion(
        String accessKeyId,
        @Nullable String sessionToken,
        LocalDate date,
        String region,
        String service,
        boolean fromHost) {}
