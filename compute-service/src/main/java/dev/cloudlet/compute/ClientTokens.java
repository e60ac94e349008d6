package dev.cloudlet.compute;

import dev.cloudlet.protocol.ModelJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Requests that were repeated with the same client token have the first one's result.
 *
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html">Idempotency</a>
 */
@Component
public final class ClientTokens {
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final int LONGEST = 64;

    private final JdbcClient jdbc;
    private final Clock clock;

    public ClientTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The result of an earlier request with this token; the token is this request's from now on otherwise, and another
     * request with it waits for the end of this transaction.
     *
     * @param result what this request will have made, for those that come later
     * @throws dev.cloudlet.protocol.AwsException IdempotentParameterMismatch when that request was another one
     */
    public Optional<String> earlier(
            Place place, String operation, @Nullable String token, SdkPojo request, String result) {
        if (token == null || token.isEmpty()) {
            return Optional.empty();
        }
        if (token.length() > LONGEST) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                    "Client token exceeds the maximum length of 64 ASCII characters.");
        }
        jdbc.sql("DELETE FROM client_token WHERE created < :before")
                .param("before", Timestamp.from(clock.instant().minus(REMEMBERED)))
                .update();
        // Not its toString, which leaves out what is secret.
        String digest = digest(ModelJson.write(request));
        int first = jdbc.sql("""
                        INSERT INTO client_token (account, region, operation, token, request, result, created)
                        VALUES (:account, :region, :operation, :token, :request, :result, :created)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("operation", operation)
                .param("token", token)
                .param("request", digest)
                .param("result", result)
                .param("created", Timestamp.from(clock.instant()))
                .update();
        return first == 1 ? Optional.empty() : Optional.of(first(place, operation, token, digest));
    }

    private String first(Place place, String operation, String token, String digest) {
        record Earlier(String request, String result) {}
        Earlier earlier = jdbc.sql("""
                        SELECT request, result FROM client_token WHERE account = :account AND region = :region
                            AND operation = :operation AND token = :token
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("operation", operation)
                .param("token", token)
                .query((row, n) -> new Earlier(row.getString(1), row.getString(2)))
                .single();
        if (!earlier.request().equals(digest)) {
            throw Ec2Error.IDEMPOTENT_PARAMETER_MISMATCH.of(
                    "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).");
        }
        return earlier.result();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
