package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.protocol.AwsException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the key that a request names, in whichever form, and lets the caller at it if its policy, the caller's and the grants do.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">Key identifiers</a>
 */
@Component
public class KeyAccess {
    private static final Pattern ARN = Pattern.compile("arn:aws:kms:([a-z0-9-]+):(\\d{12}):(key/([^/]+)|alias/.+)");
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");

    private final Keys keys;
    private final Aliases aliases;

    KeyAccess(Keys keys, Aliases aliases) {
        this.keys = keys;
        this.aliases = aliases;
    }

    /**
     * What a request names.
     *
     * @param keyId null for an alias
     * @param alias null for a key
     */
    private record Named(
            String account,
            @Nullable String keyId,
            @Nullable String alias) {}

    /** The key behind an id, an ARN, an alias or an alias's ARN, of whatever account, if the caller may do this with it. */
    public KmsKey use(Call call, String action, String keyId, KeyConditions conditions) {
        Named named = named(call, keyId);
        KmsKey key = find(call, action, keyId, named);
        require(call, action, key, conditions.with("kms:RequestAlias", named.alias()));
        return key;
    }

    /** The key behind an id or an ARN, of whatever account, if the caller may do this with it. */
    public KmsKey byKey(Call call, String action, String keyId, KeyConditions conditions) {
        Named named = named(call, keyId);
        if (named.alias() != null) {
            throw KmsError.NOT_FOUND.of("Invalid keyId '%s'", keyId);
        }
        KmsKey key = find(call, action, keyId, named);
        require(call, action, key, conditions);
        return key;
    }

    /** As {@link #byKey}, of the caller's own account alone: nobody does this to the key of another. */
    public KmsKey own(Call call, String action, String keyId, KeyConditions conditions) {
        Named named = named(call, keyId);
        if (!named.account().equals(call.account())) {
            throw outOfReach(call, action, keyId);
        }
        return byKey(call, action, keyId, conditions);
    }

    public KmsKey own(Call call, String action, String keyId) {
        return own(call, action, keyId, KeyConditions.none());
    }

    /** As {@link #own}, to change it: nobody else does until the end of the transaction. */
    public KmsKey change(Call call, String action, String keyId, KeyConditions conditions) {
        return locked(own(call, action, keyId, conditions));
    }

    public KmsKey change(Call call, String action, String keyId) {
        return change(call, action, keyId, KeyConditions.none());
    }

    /** The same key, held until the end of the transaction. */
    public KmsKey locked(KmsKey key) {
        KmsKey now = keys.lock(key.account(), key.region(), key.id());
        if (now == null) {
            throw KmsError.NOT_FOUND.of("Key '%s' does not exist", key.arn());
        }
        return now;
    }

    /** The key that a ciphertext or a grant token names, if it is in this Region. */
    public @Nullable KmsKey here(Call call, String account, String keyId) {
        return keys.find(account, call.region(), keyId);
    }

    /** The key behind any form of its name, without asking whether the caller may; null where it is not to be found. */
    public @Nullable KmsKey quietly(Call call, String keyId) {
        Named named = named(call, keyId);
        return find(call.region(), named);
    }

    /** Returns if the caller may do this with the key. */
    public void require(Call call, String action, KmsKey key, KeyConditions conditions) {
        call.authorize(action, key.arn(), context(call, key, conditions));
    }

    /** Everything that policies may ask about a request for this key. */
    public ConditionContext context(Call call, KmsKey key, KeyConditions conditions) {
        KeyResources.conditions(key).forEach(conditions::with);
        List<String> names = aliases.of(key);
        if (!names.isEmpty()) {
            conditions.with("kms:ResourceAliases", names);
        }
        return conditions
                .with("kms:CallerAccount", call.principal().accountId())
                .build();
    }

    /** What AWS tells of a key that is in no account or Region where the caller could use it. */
    public static AwsException outOfReach(Call call, String action, String resource) {
        return KmsError.ACCESS_DENIED.of(
                "User: %s is not authorized to perform: %s on resource: %s because the resource does not exist in this Region,"
                        + " no resource-based policies allow access, or a resource-based policy explicitly denies access",
                call.principal().arn(), action, resource);
    }

    private KmsKey find(Call call, String action, String text, Named named) {
        KmsKey key = find(call.region(), named);
        if (key != null) {
            return key;
        }
        if (!named.account().equals(call.account())) {
            throw outOfReach(call, action, text);
        }
        if (named.alias() != null) {
            throw KmsError.NOT_FOUND.of(
                    "Alias %s is not found.", Alias.arn(named.account(), call.region(), named.alias()));
        }
        String id = String.valueOf(named.keyId());
        throw ID.matcher(id).matches()
                ? KmsError.NOT_FOUND.of("Key '%s' does not exist", KmsKey.arn(named.account(), call.region(), id))
                : KmsError.NOT_FOUND.of("Invalid keyId '%s'", id);
    }

    private @Nullable KmsKey find(String region, Named named) {
        String id = named.keyId();
        if (named.alias() != null) {
            Alias alias = aliases.find(named.account(), region, named.alias());
            id = alias == null ? null : alias.keyId();
        }
        return id == null ? null : keys.find(named.account(), region, id);
    }

    private static Named named(Call call, String keyId) {
        if (keyId.startsWith("alias/")) {
            return new Named(call.account(), null, keyId);
        }
        if (!keyId.startsWith("arn:")) {
            return new Named(call.account(), keyId, null);
        }
        Matcher m = ARN.matcher(keyId);
        if (!m.matches()) {
            throw KmsError.INVALID_ARN.of("%s is not a valid key ARN or alias ARN.", keyId);
        }
        if (!m.group(1).equals(call.region())) {
            throw KmsError.NOT_FOUND.of("Invalid arn %s", m.group(1));
        }
        return m.group(4) == null ? new Named(m.group(2), null, m.group(3)) : new Named(m.group(2), m.group(4), null);
    }
}
