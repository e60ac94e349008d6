package dev.cloudlet.iam.identity;

import dev.cloudlet.iam.IamError;
import java.util.List;
import org.springframework.stereotype.Component;

/** A user, group or role goes when nothing hangs on it any more; a role's sessions end with it. */
@Component
public class IdentityDeletion {
    private final Identities identities;
    private final List<Hindrance> hindrances;

    IdentityDeletion(Identities identities, List<Hindrance> hindrances) {
        this.identities = identities;
        this.hindrances = hindrances;
    }

    /**
     * Deletes an identity that is locked.
     *
     * @throws dev.cloudlet.protocol.AwsException DeleteConflict when something hangs on it
     */
    public void delete(Identity identity) {
        for (Hindrance hindrance : hindrances) {
            if (hindrance.on(identity)) {
                throw IamError.DELETE_CONFLICT.of("Cannot delete entity, must %s first.", hindrance.remedy());
            }
        }
        identities.remove(identity);
    }
}
