package dev.cloudlet.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a request carries the token of temporary credentials. */
final class SessionToken {

    private static final String HEADER = "x-amz-security-token";

    private SessionToken() {}

    static @Nullable String inHeader(SignedRequest request) {
        return single(request.header(HEADER));
    }

    /** In the query; also given as a header, it has to be the same. */
    static @Nullable String inQuery(Query query, SignedRequest request) {
        String inQuery = single(query.values("X-Amz-Security-Token"));
        String inHeader = inHeader(request);
        if (inQuery != null && inHeader != null && !inQuery.equals(inHeader)) {
            throw SignatureException.of(Reason.INVALID_SESSION_TOKEN);
        }
        return inQuery != null ? inQuery : inHeader;
    }

    private static @Nullable String single(List<String> values) {
        return switch (values.size()) {
            case 0 -> null;
            case 1 -> values.getFirst();
            default -> throw SignatureException.of(Reason.INVALID_SESSION_TOKEN);
        };
    }
}
