package dev.cloudlet.storage.multipart;

import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.checksum.Algorithm;
import dev.cloudlet.storage.checksum.Checksum;
import dev.cloudlet.storage.object.ObjectAttributes;
import java.time.Instant;

/**
 * An upload in parts that was begun.
 *
 * @param initiator the ARN of who began it
 * @param chosen whether the client chose the checksum, and so sends it with every part
 */
record Upload(
        long place,
        String id,
        String key,
        String initiator,
        Instant initiated,
        Algorithm algorithm,
        Checksum.Type type,
        boolean chosen,
        ObjectAttributes attributes) {

    /** The account whose the object will be. */
    String owner(Bucket bucket) {
        String owner = attributes.access().owner();
        return owner == null || !bucket.hasLists() ? bucket.account() : owner;
    }
}
