package dev.cloudlet.storage.encryption;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the data keys of an object are protected: kept with the object, and all that must be known to come by the key that unwraps
 * them, but for secrets. A further kind is a record here and a case wherever one is asked for.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Encryption.ServiceKey.class, name = "SSE-S3"),
    @JsonSubTypes.Type(value = Encryption.CustomerKey.class, name = "SSE-C"),
    @JsonSubTypes.Type(value = Encryption.KmsKey.class, name = "SSE-KMS")
})
public sealed interface Encryption {

    /** Whether the ETag of an object in one piece is the MD5 of its bytes. */
    boolean showsMd5();

    /** SSE-S3: by the service's own root key. */
    record ServiceKey() implements Encryption {
        @Override
        public boolean showsMd5() {
            return true;
        }
    }

    /**
     * SSE-C: by a key that the client brings along with each request.
     *
     * @param verification tells whether a key is the same one
     */
    record CustomerKey(String verification) implements Encryption {
        @Override
        public boolean showsMd5() {
            return false;
        }
    }

    /**
     * SSE-KMS: by a key that KMS made for the object, and that only KMS can unwrap, for whoever may use the key that wraps it.
     *
     * @param keyArn of the key that wraps it
     * @param wrapped the object's key, as KMS wrapped it
     * @param bucketKey whether it is asked for in the name of the whole bucket
     * @param context authenticated with it
     */
    record KmsKey(String keyArn, byte[] wrapped, boolean bucketKey, Map<String, String> context) implements Encryption {
        @Override
        public boolean showsMd5() {
            return false;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof KmsKey key
                    && keyArn.equals(key.keyArn)
                    && Arrays.equals(wrapped, key.wrapped)
                    && bucketKey == key.bucketKey
                    && context.equals(key.context);
        }

        @Override
        public int hashCode() {
            return Objects.hash(keyArn, Arrays.hashCode(wrapped));
        }

        @Override
        public String toString() {
            return "KmsKey[" + keyArn + "]";
        }
    }
}
