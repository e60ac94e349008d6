package dev.cloudlet.storage.encryption;

import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is authenticated with an object's key: what the client says, and the ARN of what the key is for. */
final class EncryptionContext {
    private static final String ARN = "aws:s3:arn";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> PAIRS = new TypeReference<>() {};

    private EncryptionContext() {}

    /**
     * @param given base64 of a JSON object of strings, as in x-amz-server-side-encryption-context; null for none
     * @param bucketKey whether the key is asked for in the name of the whole bucket
     */
    static Map<String, String> of(Bucket bucket, String key, boolean bucketKey, @Nullable String given) {
        Map<String, String> context = new TreeMap<>(given == null ? Map.of() : read(given));
        context.putIfAbsent(ARN, bucketKey ? bucket.arn() : bucket.arn(key));
        return context;
    }

    private static Map<String, String> read(String given) {
        try {
            return JSON.readValue(new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8), PAIRS);
        } catch (IllegalArgumentException | JacksonException e) {
            throw S3Error.INVALID_ARGUMENT
                    .of(
                            "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string holding JSON which represents a string-string map")
                    .with("ArgumentName", "x-amz-server-side-encryption-context")
                    .with("ArgumentValue", given);
        }
    }
}
