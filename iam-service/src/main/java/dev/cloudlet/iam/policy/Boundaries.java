package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;

/** The policies that limit what a user or role can be allowed. */
@Component
public class Boundaries {
    private final Identities identities;
    private final ManagedPolicies policies;
    private final CallersChanged callers;

    Boundaries(Identities identities, ManagedPolicies policies, CallersChanged callers) {
        this.identities = identities;
        this.policies = policies;
        this.callers = callers;
    }

    /** Makes sure that a boundary, if there is to be one, is a policy, and stays one until the transaction ends. */
    public void check(String account, @Nullable String policyArn) {
        if (policyArn != null) {
            policies.hold(account, policyArn);
        }
    }

    public void put(String account, IdentityKind kind, String identity, String policyArn) {
        Identity owner = identities.lockOwn(account, kind, identity);
        check(account, policyArn);
        identities.setBoundary(owner, policyArn);
        callers.announce();
    }

    public void delete(String account, IdentityKind kind, String identity) {
        Identity owner = identities.lockOwn(account, kind, identity);
        if (owner.boundary() == null) {
            throw IamError.NO_SUCH_ENTITY.of(
                    "The %s with name %s does not have a permissions boundary.", kind.word(), identity);
        }
        identities.setBoundary(owner, null);
        callers.announce();
    }

    /** In AWS's form, null without one. */
    public static @Nullable AttachedPermissionsBoundary of(Identity identity) {
        return identity.boundary() == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
                        .permissionsBoundaryArn(identity.boundary())
                        .build();
    }
}
