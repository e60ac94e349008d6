package dev.cloudlet.storage.acl;

import dev.cloudlet.storage.acl.AccessControlList.Entry;
import dev.cloudlet.storage.acl.Grantee.Group;
import org.jspecify.annotations.Nullable;

/**
 * The lists that have a name.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Canned ACL</a>
 */
public enum CannedList {
    PRIVATE("private"),
    PUBLIC_READ("public-read"),
    PUBLIC_READ_WRITE("public-read-write"),
    AUTHENTICATED_READ("authenticated-read"),
    AWS_EXEC_READ("aws-exec-read"),
    BUCKET_OWNER_READ("bucket-owner-read"),
    BUCKET_OWNER_FULL_CONTROL("bucket-owner-full-control"),
    LOG_DELIVERY_WRITE("log-delivery-write");

    /** EC2, which reads the images of instances. */
    private static final String EC2 = "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c";

    private final String wireName;

    CannedList(String wireName) {
        this.wireName = wireName;
    }

    /** The list of this name, or null. */
    static @Nullable CannedList of(String wireName) {
        for (CannedList each : values()) {
            if (each.wireName.equals(wireName)) {
                return each;
            }
        }
        return null;
    }

    /** What it says for this owner, in a bucket of that one: canonical user ids. */
    AccessControlList list(String owner, String bucketOwner) {
        AccessControlList own = AccessControlList.ownersAlone(owner);
        return switch (this) {
            case PRIVATE -> own;
            case PUBLIC_READ -> own.and(new Entry(Group.ALL_USERS, Permission.READ));
            case PUBLIC_READ_WRITE ->
                own.and(new Entry(Group.ALL_USERS, Permission.READ), new Entry(Group.ALL_USERS, Permission.WRITE));
            case AUTHENTICATED_READ -> own.and(new Entry(Group.AUTHENTICATED_USERS, Permission.READ));
            case AWS_EXEC_READ -> own.and(new Entry(new Grantee.Account(EC2), Permission.READ));
            case LOG_DELIVERY_WRITE ->
                own.and(
                        new Entry(Group.LOG_DELIVERY, Permission.WRITE),
                        new Entry(Group.LOG_DELIVERY, Permission.READ_ACP));
            case BUCKET_OWNER_READ -> with(own, owner, bucketOwner, Permission.READ);
            case BUCKET_OWNER_FULL_CONTROL -> with(own, owner, bucketOwner, Permission.FULL_CONTROL);
        };
    }

    /** Of buckets, and of objects that are their bucket's owner's, these say nothing. */
    private static AccessControlList with(
            AccessControlList own, String owner, String bucketOwner, Permission permission) {
        return owner.equals(bucketOwner) ? own : own.and(new Entry(new Grantee.Account(bucketOwner), permission));
    }
}
