package dev.cloudlet.storage.encryption;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How the data keys of an object are protected: kept with the object, and all that must be known to come by the key that unwraps
 * them, but for secrets. A further kind, such as SSE-KMS, is a record here and a case wherever one is asked for.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Encryption.ServiceKey.class, name = "SSE-S3"),
    @JsonSubTypes.Type(value = Encryption.CustomerKey.class, name = "SSE-C")
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
}
