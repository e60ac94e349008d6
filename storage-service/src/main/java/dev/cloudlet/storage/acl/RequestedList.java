package dev.cloudlet.storage.acl;

import dev.cloudlet.storage.acl.AccessControlList.Entry;
import java.util.List;

/** The access control list that a request asks for. */
public sealed interface RequestedList {
    /** It does not say. */
    record Unsaid() implements RequestedList {}

    /** One with a name. */
    record Canned(CannedList canned) implements RequestedList {}

    /** Grants, in headers or a document. */
    record Granted(List<Entry> entries) implements RequestedList {}

    /** What it means for this owner, in a bucket of that one: canonical user ids. */
    default AccessControlList list(String owner, String bucketOwner) {
        return switch (this) {
            case Unsaid() -> AccessControlList.ownersAlone(owner);
            case Canned(var canned) -> canned.list(owner, bucketOwner);
            case Granted(var entries) -> new AccessControlList(entries);
        };
    }

    /** Whether it asks for nothing but that the bucket's owner has everything, which holds where there are no lists. */
    default boolean isBucketOwners(String bucketOwner) {
        return switch (this) {
            case Unsaid() -> true;
            case Canned(var canned) -> canned == CannedList.BUCKET_OWNER_FULL_CONTROL;
            case Granted(var entries) ->
                new AccessControlList(entries).equals(AccessControlList.ownersAlone(bucketOwner));
        };
    }
}
