package dev.cloudlet.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who a request says it is from; nothing of it is proved until {@link Verifier#verify} has returned. */
public sealed interface Claim {

    /** Neither an Authorization header nor signing parameters in the query. */
    record Anonymous() implements Claim {}

    /**
     * A well-formed, unproved signature.
     *
     * @param accessKeyId as sent
     * @param scope what the signing key must be derived for; the receiver has to check that service and region are its
     *     own ({@link Verifier#requireScope})
     * @param signedHeaders lower-case names
     * @param signature 64 lower-case hex digits
     * @param kind where the signature was found
     * @param signedAt the time of signing, of second precision
     * @param expires how long a presigned request is good for, 0 s to 7 days; null for header-signed ones
     * @param sessionToken of temporary credentials, null for long-term keys
     * @param payload how the body is covered
     */
    record Signed(
            String accessKeyId,
            CredentialScope scope,
            SortedSet<String> signedHeaders,
            String signature,
            Kind kind,
            Instant signedAt,
            @Nullable Duration expires,
            @Nullable String sessionToken,
            Payload payload)
            implements Claim {

        public Signed {
            signedHeaders = Collections.unmodifiableSortedSet(new TreeSet<>(signedHeaders));
        }

        /** Leaves out the session token and the signature: a claim may end up in a log. */
        @Override
        public String toString() {
            return "Signed[" + accessKeyId + ", " + scope.text() + ", " + kind + ", signedAt=" + signedAt + "]";
        }
    }

    /**
     * A well-formed, unproved signature of Version 2, which only S3 takes. What it signs is told by {@link LegacySignature};
     * whoever has the secret proves it.
     *
     * @param signature in Base64
     * @param kind where the signature was found
     * @param signedAt the time of signing, of second precision; null for presigned requests and forms
     * @param expires until when a presigned request is good; null for others
     * @param sessionToken of temporary credentials, null for long-term keys
     */
    record Legacy(
            String accessKeyId,
            String signature,
            Kind kind,
            @Nullable Instant signedAt,
            @Nullable Instant expires,
            @Nullable String sessionToken)
            implements Claim {
        /** Leaves out the session token and the signature: a claim may end up in a log. */
        @Override
        public String toString() {
            return "Legacy[" + accessKeyId + ", " + kind + "]";
        }
    }

    /** Where a signature was found. */
    enum Kind {
        /** In the Authorization header. */
        HEADER,
        /** In query parameters. */
        PRESIGNED,
        /** In the fields of a form ({@link FormClaims}). */
        FORM
    }
}
