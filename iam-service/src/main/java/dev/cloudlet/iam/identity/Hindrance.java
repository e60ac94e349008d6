package dev.cloudlet.iam.identity;

/** What hangs on users, groups or roles and keeps them from being deleted: each store of such things is one. */
public interface Hindrance {
    /** Whether any of it hangs on the identity. */
    boolean on(Identity identity);

    /** What has to be done first, in AWS's words, such as "delete access keys". */
    String remedy();
}
