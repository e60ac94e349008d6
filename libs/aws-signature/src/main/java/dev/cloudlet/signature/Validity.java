package dev.cloudlet.signature;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long a signature is good for. S3 takes 15 minutes either way; the other services 15 minutes after signing and 5
 * before; a presigned request its own time.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html">Troubleshoot signed
 *     requests</a>
 */
final class Validity {

    private static final Duration AGE = Duration.ofMinutes(15);
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private Validity() {}

    static void check(Claim.Signed claim, Instant now) {
        boolean s3 = ErrorStyle.of(claim.scope().service()) == ErrorStyle.S3;
        Duration ahead = s3 ? AGE : AHEAD;
        Instant signedAt = claim.signedAt();
        Duration expires = claim.expires();
        if (signedAt.isAfter(now.plus(ahead))) {
            String words = "Signature not yet current: " + Timestamps.format(signedAt) + " is still later than "
                    + Timestamps.format(now.plus(ahead)) + " (" + Timestamps.format(now) + " + " + ahead.toMinutes()
                    + " min.)";
            throw expires == null
                    ? skewed(signedAt, now, words)
                    : SignatureException.of(Reason.PRESIGNED_NOT_YET_VALID, "Request is not valid yet", words);
        }
        if (expires != null && now.isAfter(signedAt.plus(expires))) {
            Instant end = signedAt.plus(expires);
            throw SignatureException.of(
                            Reason.PRESIGNED_EXPIRED,
                            "Request has expired",
                            "Signature expired: " + Timestamps.format(end) + " is now earlier than "
                                    + Timestamps.format(now) + ".")
                    .with("X-Amz-Expires", String.valueOf(expires.toSeconds()))
                    .with("Expires", end.toString())
                    .with("ServerTime", seconds(now));
        }
        if (expires == null && signedAt.isBefore(now.minus(AGE))) {
            throw skewed(
                    signedAt,
                    now,
                    "Signature expired: " + Timestamps.format(signedAt) + " is now earlier than "
                            + Timestamps.format(now.minus(AGE)) + " (" + Timestamps.format(now) + " - "
                            + AGE.toMinutes() + " min.)");
        }
    }

    private static SignatureException skewed(Instant signedAt, Instant now, String others) {
        return SignatureException.of(
                        Reason.TIME_SKEWED,
                        "The difference between the request time and the current time is too large.",
                        others)
                .with("RequestTime", Timestamps.format(signedAt))
                .with("ServerTime", seconds(now))
                .with("MaxAllowedSkewMilliseconds", String.valueOf(AGE.toMillis()));
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
