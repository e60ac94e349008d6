package dev.cloudlet.iam.kms.grant;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.KmsPage;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KeyGrant;
import dev.cloudlet.iam.kms.key.KeyGrants;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.NamedPrincipals;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;

/** Shows grants. */
@AwsOperations
class GrantListOperations {
    private final KeyAccess access;
    private final KeyGrants grants;
    private final NamedPrincipals named;

    GrantListOperations(KeyAccess access, KeyGrants grants, NamedPrincipals named) {
        this.access = access;
        this.grants = grants;
        this.named = named;
    }

    @AuthorizedInCode(actions = "kms:ListGrants", because = "The key's own policy decides")
    ListGrantsResponse listGrants(Call call, ListGrantsRequest request) {
        KmsKey key = access.byKey(
                call, "kms:ListGrants", request.keyId(), KeyConditions.none().with("kms:GrantIsForAWSResource", false));
        KmsPage<KeyGrant> page = grants.list(
                key,
                request.grantId(),
                request.granteePrincipal(),
                KmsPage.wanted(request.marker(), request.limit(), 50, 100));
        return ListGrantsResponse.builder()
                .grants(page.map(this::view))
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    @Authorize(action = "kms:ListRetirableGrants")
    ListRetirableGrantsResponse listRetirableGrants(Call call, ListRetirableGrantsRequest request) {
        if (!NamedPrincipals.isPrincipal(request.retiringPrincipal())
                || !request.retiringPrincipal().contains("::" + call.account() + ":")) {
            throw KmsError.INVALID_ARN.of(
                    "%s is not the ARN of a principal of this account.", request.retiringPrincipal());
        }
        KmsPage<KeyGrant> page = grants.retirable(
                call.region(), request.retiringPrincipal(), KmsPage.wanted(request.marker(), request.limit(), 50, 100));
        return ListRetirableGrantsResponse.builder()
                .grants(page.map(this::view))
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    private GrantListEntry view(KeyGrant grant) {
        GrantListEntry.Builder view = GrantListEntry.builder()
                .keyId(grant.keyArn())
                .grantId(grant.id())
                .name(grant.name())
                .creationDate(grant.created())
                .granteePrincipal(named.shown(grant.grantee(), grant.granteeId()))
                .retiringPrincipal(grant.retiring() == null ? null : named.shown(grant.retiring(), grant.retiringId()))
                .issuingAccount("arn:aws:iam::" + grant.issuer() + ":root")
                .operationsWithStrings(grant.operations());
        if (!grant.constraints().none()) {
            view.constraints(GrantConstraints.builder()
                    .encryptionContextSubset(grant.constraints().subset())
                    .encryptionContextEquals(grant.constraints().equals())
                    .build());
        }
        return view.build();
    }
}
