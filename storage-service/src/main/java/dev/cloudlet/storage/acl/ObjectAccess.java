package dev.cloudlet.storage.acl;

import org.jspecify.annotations.Nullable;

/**
 * Whose an object is, and who else may use it, as it is stored.
 *
 * @param owner an account; null for that of the bucket
 * @param acl null where everything is the owner's alone
 */
public record ObjectAccess(@Nullable String owner, @Nullable String acl) {
    /** The bucket's owner's, alone. */
    public static final ObjectAccess BUCKET_OWNERS = new ObjectAccess(null, null);
}
