package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.KmsPage;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KeyPolicies;
import dev.cloudlet.iam.kms.key.KeyPolicy;
import dev.cloudlet.iam.kms.key.Keys;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.tag.KeyTags;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.CommonError;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** Makes, shows and describes keys. */
@AwsOperations
class KeyOperations {
    private static final int MOST_KEYS = 100_000;

    private final KeyAccess access;
    private final Keys keys;
    private final KeyFactory factory;
    private final KeyPolicies policies;
    private final ServiceKeys serviceKeys;
    private final KeyView view;

    KeyOperations(
            KeyAccess access,
            Keys keys,
            KeyFactory factory,
            KeyPolicies policies,
            ServiceKeys serviceKeys,
            KeyView view) {
        this.access = access;
        this.keys = keys;
        this.factory = factory;
        this.policies = policies;
        this.serviceKeys = serviceKeys;
        this.view = view;
    }

    @AuthorizedInCode(
            actions = {"kms:CreateKey", "kms:TagResource"},
            because = "What kind of key it is follows from several members; tags need a permission of their own")
    CreateKeyResponse createKey(Call call, CreateKeyRequest request) {
        KeySpecs.Wanted wanted = KeySpecs.wanted(request);
        OriginType origin = origin(request);
        boolean multiRegion = Objects.requireNonNullElse(request.multiRegion(), false);
        KeyConditions conditions = KeyConditions.none()
                .with("kms:CallerAccount", call.account())
                .with("kms:KeySpec", wanted.spec())
                .with("kms:KeyUsage", wanted.usage())
                .with("kms:KeyOrigin", origin)
                .with("kms:MultiRegion", multiRegion)
                .with("kms:MultiRegionKeyType", multiRegion ? "PRIMARY" : null)
                .with("kms:BypassPolicyLockoutSafetyCheck", bypass(request.bypassPolicyLockoutSafetyCheck()));
        call.authorize("kms:CreateKey", "*", conditions.build());
        if (request.hasTags() && !request.tags().isEmpty()) {
            call.authorize("kms:TagResource", "*", conditions.build());
        }
        if (keys.count(call.account(), call.region()) >= MOST_KEYS) {
            throw KmsError.LIMIT_EXCEEDED.of("The account has %d KMS keys in this Region.", MOST_KEYS);
        }
        Map<String, String> tags = KeyTags.add(Map.of(), request.tags());
        KmsKey key = factory.make(
                new KeyFactory.Plan(
                        call.account(),
                        call.region(),
                        Objects.requireNonNullElse(request.description(), ""),
                        wanted.spec(),
                        wanted.usage(),
                        origin,
                        KeyManagerType.CUSTOMER,
                        policy(call, request.policy()),
                        tags,
                        multiRegion),
                call.time());
        if (request.policy() != null && !bypass(request.bypassPolicyLockoutSafetyCheck())) {
            policies.requireNoLockout(
                    new KeyPolicy(key.policy(), key.principals()),
                    key,
                    call.principal(),
                    access.context(call, key, KeyConditions.none()));
        }
        return CreateKeyResponse.builder()
                .keyMetadata(view.of(key, call.time()))
                .build();
    }

    private KeyPolicy policy(Call call, @Nullable String document) {
        return document == null ? KeyPolicies.byDefault(call.account()) : policies.read(call.account(), document);
    }

    private static boolean bypass(@Nullable Boolean asked) {
        return Objects.requireNonNullElse(asked, false);
    }

    private static OriginType origin(CreateKeyRequest request) {
        OriginType origin = request.origin() == null ? OriginType.AWS_KMS : request.origin();
        if (origin == OriginType.AWS_CLOUDHSM
                || origin == OriginType.EXTERNAL_KEY_STORE
                || request.customKeyStoreId() != null
                || request.xksKeyId() != null) {
            throw CommonError.NOT_IMPLEMENTED.of("CreateKey in a custom key store is not implemented by this cloud.");
        }
        if (origin == OriginType.EXTERNAL) {
            throw CommonError.NOT_IMPLEMENTED.of("CreateKey of the origin EXTERNAL is not implemented by this cloud.");
        }
        return origin;
    }

    @AuthorizedInCode(actions = "kms:DescribeKey", because = "The key's own policy decides")
    DescribeKeyResponse describeKey(Call call, DescribeKeyRequest request) {
        serviceKeys.makeIfNamed(call, request.keyId());
        KmsKey key = access.use(call, "kms:DescribeKey", request.keyId(), KeyConditions.none());
        return DescribeKeyResponse.builder()
                .keyMetadata(view.of(key, call.time()))
                .build();
    }

    @Authorize(action = "kms:ListKeys")
    ListKeysResponse listKeys(Call call, ListKeysRequest request) {
        KmsPage<KmsKey> page =
                keys.list(call.account(), call.region(), KmsPage.wanted(request.marker(), request.limit(), 100));
        return ListKeysResponse.builder()
                .keys(page.map(key ->
                        KeyListEntry.builder().keyId(key.id()).keyArn(key.arn()).build()))
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    @AuthorizedInCode(actions = "kms:UpdateKeyDescription", because = "The key's own policy decides")
    UpdateKeyDescriptionResponse updateKeyDescription(Call call, UpdateKeyDescriptionRequest request) {
        KmsKey key = access.change(call, "kms:UpdateKeyDescription", request.keyId());
        key.requireNotPendingDeletion();
        keys.describe(key, request.description());
        return UpdateKeyDescriptionResponse.builder().build();
    }
}
