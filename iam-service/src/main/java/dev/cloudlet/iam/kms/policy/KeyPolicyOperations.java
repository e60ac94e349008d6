package dev.cloudlet.iam.kms.policy;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.KmsPage;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KeyPolicies;
import dev.cloudlet.iam.kms.key.KeyPolicy;
import dev.cloudlet.iam.kms.key.Keys;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;

/** The one policy that a key has, whose name is always "default". */
@AwsOperations
class KeyPolicyOperations {
    private static final String KEY = "The key's own policy decides";
    private static final String ONLY_NAME = "default";

    private final KeyAccess access;
    private final KeyPolicies policies;
    private final Keys keys;

    KeyPolicyOperations(KeyAccess access, KeyPolicies policies, Keys keys) {
        this.access = access;
        this.policies = policies;
        this.keys = keys;
    }

    @AuthorizedInCode(actions = "kms:PutKeyPolicy", because = KEY)
    PutKeyPolicyResponse putKeyPolicy(Call call, PutKeyPolicyRequest request) {
        boolean bypass = Objects.requireNonNullElse(request.bypassPolicyLockoutSafetyCheck(), false);
        KmsKey key = access.change(
                call,
                "kms:PutKeyPolicy",
                request.keyId(),
                KeyConditions.none().with("kms:BypassPolicyLockoutSafetyCheck", bypass));
        requireName(request.policyName());
        KeyPolicy policy = policies.read(call.account(), request.policy());
        if (!bypass) {
            policies.requireNoLockout(policy, key, call.principal(), access.context(call, key, KeyConditions.none()));
        }
        keys.setPolicy(key, policy);
        return PutKeyPolicyResponse.builder().build();
    }

    @AuthorizedInCode(actions = "kms:GetKeyPolicy", because = KEY)
    GetKeyPolicyResponse getKeyPolicy(Call call, GetKeyPolicyRequest request) {
        KmsKey key = access.own(call, "kms:GetKeyPolicy", request.keyId());
        requireName(request.policyName());
        return GetKeyPolicyResponse.builder()
                .policy(policies.shown(key))
                .policyName(ONLY_NAME)
                .build();
    }

    @AuthorizedInCode(actions = "kms:ListKeyPolicies", because = KEY)
    ListKeyPoliciesResponse listKeyPolicies(Call call, ListKeyPoliciesRequest request) {
        access.own(call, "kms:ListKeyPolicies", request.keyId());
        // There is no second page, but a marker that is none is refused as everywhere.
        KmsPage.wanted(request.marker(), request.limit(), 100);
        return ListKeyPoliciesResponse.builder()
                .policyNames(ONLY_NAME)
                .truncated(false)
                .build();
    }

    private static void requireName(@Nullable String name) {
        if (name != null && !name.equals(ONLY_NAME)) {
            throw KmsError.NOT_FOUND.of("No such policy exists");
        }
    }
}
