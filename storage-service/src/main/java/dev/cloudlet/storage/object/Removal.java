package dev.cloudlet.storage.object;

import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.keeping.ObjectLock;
import java.time.Instant;

/**
 * Circumstances in which a version is removed.
 *
 * @param now the cloud's time
 * @param bypassesGovernance whether the caller may, and wants to, remove what is retained in governance mode
 */
public record Removal(Instant now, boolean bypassesGovernance) {

    void check(ObjectLock lock) {
        if (lock.forbids(now, bypassesGovernance)) {
            throw S3Error.ACCESS_DENIED.of("Access Denied because object protected by object lock.");
        }
    }
}
