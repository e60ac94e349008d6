package dev.cloudlet.storage.encryption;

import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What buckets do by default, where somebody said so. */
@Component
public final class BucketEncryptions {
    static final String KMS = "aws:kms";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public BucketEncryptions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * The default of a bucket.
     *
     * @param algorithm AES256 or aws:kms
     * @param keyId of KMS, as it was given; null for the one that AWS keeps for S3
     * @param bucketKey whether KMS is asked in the name of the whole bucket
     * @param blocked kinds of encryption that new objects must not have
     */
    record Default(String algorithm, @Nullable String keyId, boolean bucketKey, List<String> blocked) {
        static final Default USUAL = new Default("AES256", null, false, List.of());
    }

    Default of(Bucket bucket) {
        if (!bucket.saysEncryption()) {
            return Default.USUAL;
        }
        Optional<String> document = jdbc.sql("SELECT encryption FROM bucket WHERE id = :id AND encryption IS NOT NULL")
                .param("id", bucket.id())
                .query(String.class)
                .optional();
        return document.map(text -> json.readValue(text, Default.class)).orElse(Default.USUAL);
    }

    void set(Bucket bucket, Default wanted) {
        jdbc.sql("UPDATE bucket SET encryption = CAST(:encryption AS jsonb) WHERE id = :id")
                .param("encryption", wanted.equals(Default.USUAL) ? null : json.writeValueAsString(wanted))
                .param("id", bucket.id())
                .update();
    }

    /** Refuses an encryption that the bucket does not take. */
    void requireUnblocked(Bucket bucket, String kind) {
        if (of(bucket).blocked().contains(kind)) {
            throw S3Error.ACCESS_DENIED.of("This bucket does not allow objects encrypted with %s", kind);
        }
    }
}
