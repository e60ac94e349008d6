package dev.cloudlet.iam.role;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.instanceprofile.InstanceProfiles;
import dev.cloudlet.iam.policy.Attachments;
import dev.cloudlet.iam.policy.InlinePolicies;
import org.springframework.stereotype.Component;

/** A role goes when nothing hangs on it any more; its sessions end with it. */
@Component
class RoleDeletion {
    private final Identities identities;
    private final InstanceProfiles profiles;
    private final InlinePolicies inline;
    private final Attachments attachments;

    RoleDeletion(Identities identities, InstanceProfiles profiles, InlinePolicies inline, Attachments attachments) {
        this.identities = identities;
        this.profiles = profiles;
        this.inline = inline;
        this.attachments = attachments;
    }

    /** The role is locked. */
    void delete(Identity role) {
        if (profiles.anyWith(role)) {
            throw IamError.DELETE_CONFLICT.of("Cannot delete entity, must remove roles from instance profile first.");
        }
        if (!attachments.arns(role).isEmpty()) {
            throw IamError.DELETE_CONFLICT.of("Cannot delete entity, must detach all policies first.");
        }
        if (inline.any(role)) {
            throw IamError.DELETE_CONFLICT.of("Cannot delete entity, must delete policies first.");
        }
        identities.remove(role);
    }
}
