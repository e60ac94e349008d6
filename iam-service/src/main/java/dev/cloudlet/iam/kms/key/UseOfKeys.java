package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.CommonError;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.RecipientInfo;

/** What is the same for every operation that uses a key's material. */
@Component
public class UseOfKeys {
    private final KeyAccess access;
    private final GrantTokens tokens;

    UseOfKeys(KeyAccess access, GrantTokens tokens) {
        this.access = access;
        this.tokens = tokens;
    }

    /** The key of a request, which the caller may use for the operation, and which is enabled and meant for it. */
    public KmsKey key(
            Call call, String keyId, KeyUsageType usage, Collection<String> grantTokens, KeyConditions conditions) {
        tokens.check(grantTokens);
        KmsKey key = access.use(call, "kms:" + call.operation(), keyId, conditions);
        key.requireEnabled();
        key.requireUsage(usage, call.operation());
        return key;
    }

    /** Ends a call that only wanted to know whether it would succeed. */
    public static void endDryRun(@Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw KmsError.DRY_RUN.of("The request would have succeeded, but the DryRun option is set.");
        }
    }

    /** There are no enclaves here that an answer could be sealed for. */
    public static void refuseRecipient(Call call, @Nullable RecipientInfo recipient) {
        if (recipient != null) {
            throw CommonError.NOT_IMPLEMENTED.of(
                    "%s with a Recipient is not implemented by this cloud.", call.operation());
        }
    }
}
