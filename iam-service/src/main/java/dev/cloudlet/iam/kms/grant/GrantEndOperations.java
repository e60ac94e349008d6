package dev.cloudlet.iam.kms.grant;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.key.GrantTokens;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KeyGrant;
import dev.cloudlet.iam.kms.key.KeyGrants;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.UseOfKeys;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.AwsException;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/** Takes grants away: revoked by who administers the key, retired by who has done with it. */
@AwsOperations
class GrantEndOperations {
    private final KeyAccess access;
    private final KeyGrants grants;
    private final GrantTokens tokens;

    GrantEndOperations(KeyAccess access, KeyGrants grants, GrantTokens tokens) {
        this.access = access;
        this.grants = grants;
        this.tokens = tokens;
    }

    @AuthorizedInCode(actions = "kms:RevokeGrant", because = "The key's own policy decides")
    RevokeGrantResponse revokeGrant(Call call, RevokeGrantRequest request) {
        KmsKey key = access.byKey(
                call,
                "kms:RevokeGrant",
                request.keyId(),
                KeyConditions.none().with("kms:GrantIsForAWSResource", false));
        KeyGrant grant = get(key, request.grantId());
        UseOfKeys.endDryRun(request.dryRun());
        grants.remove(grant);
        return RevokeGrantResponse.builder().build();
    }

    @AuthorizedInCode(actions = "kms:RetireGrant", because = "The grant itself says who may retire it")
    RetireGrantResponse retireGrant(Call call, RetireGrantRequest request) {
        String grantId;
        KmsKey key;
        if (request.grantToken() != null) {
            if (request.keyId() != null || request.grantId() != null) {
                throw KmsError.VALIDATION.of("Specify either a grant token, or a key ARN and a grant ID.");
            }
            GrantTokens.Named named = tokens.read(request.grantToken());
            grantId = named.grantId();
            key = named.region().equals(call.region()) ? access.here(call, named.account(), named.keyId()) : null;
        } else if (request.keyId() == null || request.grantId() == null) {
            throw KmsError.VALIDATION.of("Specify either a grant token, or a key ARN and a grant ID.");
        } else {
            if (!request.keyId().startsWith("arn:")) {
                throw KmsError.INVALID_ARN.of("%s is not a valid key ARN.", request.keyId());
            }
            grantId = request.grantId();
            key = access.quietly(call, request.keyId());
        }
        if (key == null) {
            throw notFound(grantId);
        }
        access.require(call, "kms:RetireGrant", key, KeyConditions.none().grant(grantId));
        KeyGrant grant = get(key, grantId);
        UseOfKeys.endDryRun(request.dryRun());
        grants.remove(grant);
        return RetireGrantResponse.builder().build();
    }

    private KeyGrant get(KmsKey key, String grantId) {
        KeyGrant grant = grants.find(key, grantId);
        if (grant == null) {
            throw notFound(grantId);
        }
        return grant;
    }

    private static AwsException notFound(String grantId) {
        return KmsError.NOT_FOUND.of("Grant ID %s not found", grantId);
    }
}
