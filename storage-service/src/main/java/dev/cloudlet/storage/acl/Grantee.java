package dev.cloudlet.storage.acl;

import org.jspecify.annotations.Nullable;

/** Whom a grant is for. */
public sealed interface Grantee {
    /** The word for it in a stored list. */
    String stored();

    /** An account, by its canonical user id. */
    record Account(String canonicalId) implements Grantee {
        @Override
        public String stored() {
            return canonicalId;
        }
    }

    /**
     * One of the groups that S3 knows.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Predefined groups</a>
     */
    enum Group implements Grantee {
        ALL_USERS("http://acs.amazonaws.com/groups/global/AllUsers"),
        AUTHENTICATED_USERS("http://acs.amazonaws.com/groups/global/AuthenticatedUsers"),
        LOG_DELIVERY("http://acs.amazonaws.com/groups/s3/LogDelivery");

        private final String uri;

        Group(String uri) {
            this.uri = uri;
        }

        /** As lists show it. */
        public String uri() {
            return uri;
        }

        /** Whether whoever likes belongs to it. */
        public boolean isPublic() {
            return this != LOG_DELIVERY;
        }

        @Override
        public String stored() {
            return name();
        }

        static @Nullable Group ofUri(String uri) {
            for (Group each : values()) {
                if (each.uri.equals(uri)) {
                    return each;
                }
            }
            return null;
        }
    }

    /** The grantee of a stored word. */
    static Grantee read(String stored) {
        for (Group each : Group.values()) {
            if (each.name().equals(stored)) {
                return each;
            }
        }
        return new Account(stored);
    }
}
