package dev.cloudlet.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The same refusal in each service's own words. */
class SignatureExceptionTest {

    @ParameterizedTest
    @CsvSource({
        "SIGNATURE_MISMATCH, s3, SignatureDoesNotMatch, 403",
        "SIGNATURE_MISMATCH, iam, SignatureDoesNotMatch, 403",
        "SIGNATURE_MISMATCH, ec2, AuthFailure, 401",
        "SIGNATURE_MISMATCH, kms, InvalidSignatureException, 400",
        "SIGNATURE_MISMATCH, xray, InvalidSignatureException, 403",
        "UNKNOWN_ACCESS_KEY, s3, InvalidAccessKeyId, 403",
        "UNKNOWN_ACCESS_KEY, sts, InvalidClientTokenId, 403",
        "UNKNOWN_ACCESS_KEY, ec2, AuthFailure, 401",
        "UNKNOWN_ACCESS_KEY, codebuild, UnrecognizedClientException, 400",
        "EXPIRED_SESSION_TOKEN, s3, ExpiredToken, 400",
        "EXPIRED_SESSION_TOKEN, autoscaling, ExpiredToken, 403",
        "EXPIRED_SESSION_TOKEN, ec2, RequestExpired, 400",
        "EXPIRED_SESSION_TOKEN, logs, ExpiredTokenException, 400",
        "MISSING_AUTHENTICATION, s3, AccessDenied, 403",
        "MISSING_AUTHENTICATION, elasticloadbalancing, MissingAuthenticationToken, 403",
        "MISSING_AUTHENTICATION, events, MissingAuthenticationTokenException, 400",
        "SEVERAL_MECHANISMS, s3, InvalidArgument, 400",
        "SEVERAL_MECHANISMS, sts, SignatureDoesNotMatch, 403",
        "SEVERAL_MECHANISMS, logs, InvalidSignatureException, 400",
        "TIME_SKEWED, s3, RequestTimeTooSkewed, 403",
        "TIME_SKEWED, ec2, RequestExpired, 400"
    })
    void codes(Reason reason, String service, String code, int status) {
        SignatureException refused = SignatureException.of(reason);

        assertThat(refused.code(service)).isEqualTo(code);
        assertThat(refused.status(service)).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasWordsEverywhere(Reason reason) {
        for (ErrorStyle style : ErrorStyle.values()) {
            SignatureException refused = SignatureException.of(reason);
            assertThat(refused.code(style)).matches("[A-Za-z0-9]+");
            assertThat(refused.status(style)).isBetween(400, 501);
            assertThat(refused.message(style)).isNotBlank();
        }
    }

    @Test
    void keysDoNotGetIntoLogs() {
        assertThat(Requests.KEY.toString()).doesNotContain(Requests.KEY.secret());
    }
}
