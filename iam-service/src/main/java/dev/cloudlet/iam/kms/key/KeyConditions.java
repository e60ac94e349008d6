package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.kms.cipher.EncryptionContexts;
import dev.cloudlet.policy.ConditionContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys of one request to KMS.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">AWS KMS condition keys</a>
 */
public final class KeyConditions {
    private final ConditionContext.Builder keys = ConditionContext.builder();

    private KeyConditions() {}

    public static KeyConditions none() {
        return new KeyConditions();
    }

    /** A key of one value; null leaves it out. */
    public KeyConditions with(String key, @Nullable Object value) {
        if (value != null) {
            keys.put(key, String.valueOf(value));
        }
        return this;
    }

    /** A key of several values. */
    public KeyConditions with(String key, Collection<String> values) {
        keys.put(key, List.copyOf(values));
        return this;
    }

    /** The encryption context of a cryptographic operation. */
    public KeyConditions context(Map<String, String> context) {
        if (!context.isEmpty()) {
            context.forEach((key, value) -> keys.put("kms:EncryptionContext:" + key, value));
            keys.put("kms:EncryptionContextKeys", List.copyOf(context.keySet()));
            constrained(context, true);
        }
        return this;
    }

    /** A context as the constraints of grants see it, or one that a grant to be made is constrained to. */
    public KeyConditions constrained(Map<String, String> context, boolean whole) {
        context.forEach((key, value) -> keys.put(GrantPolicy.pair(key, value), "true"));
        if (whole) {
            keys.put(GrantPolicy.WHOLE, EncryptionContexts.digest(context));
        }
        return this;
    }

    /** The grant that is to be retired. */
    public KeyConditions grant(String id) {
        keys.put(GrantPolicy.GRANT, id);
        return this;
    }

    public ConditionContext build() {
        return keys.build();
    }
}
