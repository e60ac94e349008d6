package dev.cloudlet.signature;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signature Version 2, which S3 alone still takes: {@code Authorization: AWS id:signature}, or in the query.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing and authenticating REST requests</a>
 */
final class LegacyClaims {
    private static final Pattern HEADER = Pattern.compile("AWS (\\w{1,128}):([A-Za-z0-9+/]{27}=)");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final Duration SKEW = Duration.ofMinutes(15);

    private LegacyClaims() {}

    /** The claim of such a header, or null if it is of another kind. */
    static Claim.@Nullable Legacy inHeader(String header, SignedRequest request) {
        Matcher m = HEADER.matcher(header.strip());
        if (!m.matches()) {
            return null;
        }
        return new Claim.Legacy(
                m.group(1), m.group(2), Claim.Kind.HEADER, signedAt(request), null, SessionToken.inHeader(request));
    }

    static Claim.Legacy inQuery(Query query, SignedRequest request) {
        String expires = only(query, "Expires");
        if (!SECONDS.matcher(expires).matches()) {
            String words = "Invalid date (should be seconds since epoch): " + expires;
            throw SignatureException.of(Reason.PRESIGNED_EXPIRED, words, words);
        }
        return new Claim.Legacy(
                only(query, "AWSAccessKeyId"),
                only(query, "Signature"),
                Claim.Kind.PRESIGNED,
                null,
                Instant.ofEpochSecond(Long.parseLong(expires)),
                SessionToken.inQuery(query, request));
    }

    private static String only(Query query, String name) {
        List<String> values = query.values(name);
        if (values.size() != 1 || values.getFirst().isEmpty()) {
            String words = "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters";
            throw SignatureException.of(Reason.MISSING_AUTHENTICATION, words, words);
        }
        return values.getFirst();
    }

    private static Instant signedAt(SignedRequest request) {
        List<String> amz = request.header("x-amz-date");
        List<String> dates = amz.isEmpty() ? request.header("date") : amz;
        if (dates.size() != 1) {
            throw SignatureException.of(Reason.MISSING_DATE);
        }
        try {
            String text = dates.getFirst().strip();
            return text.matches("\\d{8}T\\d{6}Z")
                    ? Timestamps.parse(text)
                    : ZonedDateTime.parse(
                                    // Which day of the week that was says nothing more, and clients get it wrong.
                                    text.replaceFirst("^\\w+, ", "").replace("UTC", "GMT"),
                                    DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException notATime) {
            throw SignatureException.of(Reason.MISSING_DATE);
        }
    }

    /** Refuses what was signed too long ago, or for a time that is over. */
    static void checkTime(Claim.Legacy claim, Instant now) {
        Instant expires = claim.expires();
        if (expires != null && now.isAfter(expires)) {
            throw SignatureException.of(Reason.PRESIGNED_EXPIRED)
                    .with("Expires", expires.toString())
                    .with("ServerTime", now.toString());
        }
        Instant signedAt = claim.signedAt();
        if (signedAt != null && (signedAt.isBefore(now.minus(SKEW)) || signedAt.isAfter(now.plus(SKEW)))) {
            throw SignatureException.of(Reason.TIME_SKEWED)
                    .with("RequestTime", signedAt.toString())
                    .with("ServerTime", now.toString());
        }
    }
}
