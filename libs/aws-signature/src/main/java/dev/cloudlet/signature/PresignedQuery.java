package dev.cloudlet.signature;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Authentication by query parameters.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">S3: query parameters</a>
 */
final class PresignedQuery {

    /** What a service other than S3 grants without an X-Amz-Expires. */
    private static final Duration DEFAULT_EXPIRES = Duration.ofMinutes(15);

    private static final long MAX_EXPIRES_SECONDS = 7 * 24 * 3600;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    /** In the order in which the services other than S3 name those that are missing. */
    private static final List<String> DEMANDED =
            List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date");

    private static final String INCOMPLETE =
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature,"
                    + " X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.";

    private final SignedRequest request;
    private final Query query;

    private PresignedQuery(SignedRequest request, Query query) {
        this.request = request;
        this.query = query;
    }

    static boolean isPresent(Query query) {
        return List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature").stream()
                .anyMatch(name -> !query.values(name).isEmpty());
    }

    static Claim.Signed parse(SignedRequest request, Query query) {
        return new PresignedQuery(request, query).parse();
    }

    private Claim.Signed parse() {
        checkAlgorithm(required("X-Amz-Algorithm"));
        Credential credential = Credential.parse(
                required("X-Amz-Credential"),
                (s3, others) -> malformed("Error parsing the X-Amz-Credential parameter; " + s3, others));
        Instant signedAt = signedAt(credential.scope());
        boolean s3 = ErrorStyle.of(credential.scope().service()) == ErrorStyle.S3;
        String list = required("X-Amz-SignedHeaders");
        SortedSet<String> signedHeaders = SignedHeaders.parse(list)
                .orElseThrow(() -> malformed(
                        "X-Amz-SignedHeaders must be a list of lower-case header names delimited by semicolons, got \""
                                + list + "\""));
        return new Claim.Signed(
                credential.accessKeyId(),
                credential.scope(),
                signedHeaders,
                required("X-Amz-Signature"),
                Claim.Kind.PRESIGNED,
                signedAt,
                expires(s3),
                SessionToken.inQuery(query, request),
                s3 ? payload() : new Payload.Absent());
    }

    private void checkAlgorithm(String algorithm) {
        switch (algorithm) {
            case "AWS4-HMAC-SHA256" -> {}
            case "AWS4-ECDSA-P256-SHA256" -> throw SignatureException.of(Reason.NOT_IMPLEMENTED);
            default -> throw malformed("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
        }
    }

    private Instant signedAt(CredentialScope scope) {
        String text = required("X-Amz-Date");
        Instant signedAt;
        try {
            signedAt = Timestamps.parse(text);
        } catch (DateTimeException notATime) {
            throw malformed(
                    "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
                    "Date must be in ISO-8601 'basic format'. Got '" + text
                            + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
        for (String header : request.header("x-amz-date")) {
            if (!header.equals(text)) {
                throw malformed("The X-Amz-Date parameter and the x-amz-date header differ");
            }
        }
        String scoped = scope.date().format(DateTimeFormatter.BASIC_ISO_DATE);
        String day = text.substring(0, 8);
        if (!scoped.equals(day)) {
            throw SignatureException.of(
                    Reason.WRONG_QUERY_SCOPE,
                    "Invalid credential date \"" + scoped + "\". This date is not the same as X-Amz-Date: \"" + day
                            + "\".",
                    AuthorizationHeader.scopeDateMismatch(scoped, day, signedAt));
        }
        return signedAt;
    }

    private Duration expires(boolean s3) {
        if (!s3 && query.values("X-Amz-Expires").isEmpty()) {
            return DEFAULT_EXPIRES;
        }
        String text = required("X-Amz-Expires");
        if (!NUMBER.matcher(text).matches()) {
            throw malformed("X-Amz-Expires should be a number");
        }
        long seconds = Long.parseLong(text);
        if (seconds < 0) {
            throw malformed("X-Amz-Expires must be non-negative");
        }
        if (seconds > MAX_EXPIRES_SECONDS) {
            throw malformed("X-Amz-Expires must be less than a week (in seconds);"
                    + " that is, the given X-Amz-Expires must be less than 604800 seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    private Payload payload() {
        List<String> inQuery = query.values("X-Amz-Content-Sha256");
        List<String> inHeader = request.header(ContentSha256.HEADER);
        Payload payload = ContentSha256.of(
                Stream.concat(inQuery.stream(), inHeader.stream()).toList());
        return payload instanceof Payload.Absent ? new Payload.Unsigned() : payload;
    }

    private String required(String name) {
        List<String> values = query.values(name);
        if (values.size() > 1) {
            throw malformed("The query parameter " + name + " is given more than once");
        }
        if (values.isEmpty() || values.getFirst().isEmpty()) {
            throw malformed(INCOMPLETE, whatIsMissing());
        }
        return values.getFirst();
    }

    private String whatIsMissing() {
        return DEMANDED.stream()
                        .filter(name -> query.values(name).stream().allMatch(String::isEmpty))
                        .map(name -> "AWS query-string parameters must include '" + name + "'. ")
                        .collect(Collectors.joining())
                + "Re-examine the query-string parameters.";
    }

    private static SignatureException malformed(String message) {
        return malformed(message, message);
    }

    private static SignatureException malformed(String s3, String others) {
        return SignatureException.of(Reason.MALFORMED_QUERY_AUTHORIZATION, s3, others);
    }
}
