package dev.cloudlet.iam.user;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.accesskey.AccessKeys;
import dev.cloudlet.iam.group.Memberships;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.policy.Attachments;
import dev.cloudlet.iam.policy.InlinePolicies;
import org.springframework.stereotype.Component;

/** A user goes when nothing hangs on it any more. */
@Component
class UserDeletion {
    private final Identities identities;
    private final AccessKeys keys;
    private final Memberships memberships;
    private final InlinePolicies inline;
    private final Attachments attachments;

    UserDeletion(
            Identities identities,
            AccessKeys keys,
            Memberships memberships,
            InlinePolicies inline,
            Attachments attachments) {
        this.identities = identities;
        this.keys = keys;
        this.memberships = memberships;
        this.inline = inline;
        this.attachments = attachments;
    }

    /** The user is locked. */
    void delete(Identity user) {
        if (!keys.of(user.account(), user.id()).isEmpty()) {
            throw IamError.DELETE_CONFLICT.of("Cannot delete entity, must delete access keys first.");
        }
        if (!memberships.groupsOf(user).isEmpty()) {
            throw IamError.DELETE_CONFLICT.of("Cannot delete entity, must remove users from group first.");
        }
        if (!attachments.arns(user).isEmpty()) {
            throw IamError.DELETE_CONFLICT.of("Cannot delete entity, must detach all policies first.");
        }
        if (inline.any(user)) {
            throw IamError.DELETE_CONFLICT.of("Cannot delete entity, must delete policies first.");
        }
        identities.remove(user);
    }
}
