package dev.cloudlet.signature;

import static dev.cloudlet.signature.Requests.BODY;
import static dev.cloudlet.signature.Requests.KEY;
import static dev.cloudlet.signature.Requests.NOW;
import static dev.cloudlet.signature.Requests.iamCall;
import static dev.cloudlet.signature.Requests.s3Get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signature is good for a while only: replays are refused. */
class ValidityTest {

    @ParameterizedTest
    @ValueSource(strings = {"-PT15M", "PT0S", "PT15M"})
    void s3TakesAQuarterOfAnHourEitherWay(Duration later) {
        assertThat(Requests.verify(s3Get(), "", NOW.plus(later)).claim().signedAt())
                .isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT15M1S", "PT15M1S", "P1D"})
    void s3RefusesAReplay(Duration later) {
        SignatureException refused = refused(s3Get(), NOW.plus(later));

        assertThat(refused.code("s3")).isEqualTo("RequestTimeTooSkewed");
        assertThat(refused.status("s3")).isEqualTo(403);
        assertThat(refused.message("s3"))
                .isEqualTo("The difference between the request time and the current time is too large.");
        assertThat(refused.details())
                .containsEntry("RequestTime", "20130524T000000Z")
                .containsEntry("MaxAllowedSkewMilliseconds", "900000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT5M", "PT0S", "PT15M"})
    void otherServicesTakeFiveMinutesAhead(Duration later) {
        assertThat(Requests.verify(iamCall(), BODY, NOW.plus(later)).claim().signedAt())
                .isEqualTo(NOW);
    }

    @Test
    void otherServicesRefuseAReplay() {
        SignatureException refused = refused(iamCall(), NOW.plus(Duration.ofMinutes(16)));

        assertThat(refused.code("iam")).isEqualTo("SignatureDoesNotMatch");
        assertThat(refused.message("iam"))
                .isEqualTo("Signature expired: 20130524T000000Z is now earlier than 20130524T000100Z"
                        + " (20130524T001600Z - 15 min.)");
        assertThat(refused.code("ec2")).isEqualTo("RequestExpired");
        assertThat(refused.code("kms")).isEqualTo("InvalidSignatureException");
        assertThat(refused.message("kms")).startsWith("Signature expired: ");
    }

    @Test
    void otherServicesRefuseASignatureOfTheFuture() {
        SignatureException refused = refused(iamCall(), NOW.minus(Duration.ofMinutes(6)));

        assertThat(refused.message("iam"))
                .isEqualTo("Signature not yet current: 20130524T000000Z is still later than 20130523T235900Z"
                        + " (20130523T235400Z + 5 min.)");
    }

    @Test
    void aPresignedRequestExpires() {
        SignedRequest get = presigned(Duration.ofDays(7));

        assertThat(Requests.verify(get, "", NOW.plus(Duration.ofDays(7)))
                        .claim()
                        .kind())
                .isEqualTo(Claim.Kind.PRESIGNED);

        SignatureException refused = refused(get, NOW.plus(Duration.ofDays(7)).plusSeconds(1));
        assertThat(refused.code("s3")).isEqualTo("AccessDenied");
        assertThat(refused.status("s3")).isEqualTo(403);
        assertThat(refused.message("s3")).isEqualTo("Request has expired");
        assertThat(refused.details())
                .containsEntry("X-Amz-Expires", "604800")
                .containsEntry("Expires", "2013-05-31T00:00:00Z")
                .containsEntry("ServerTime", "2013-05-31T00:00:01Z");
    }

    @Test
    void aPresignedRequestOfTheFutureIsNotValidYet() {
        SignatureException refused = refused(
                presigned(Duration.ofDays(7)), NOW.minus(Duration.ofMinutes(15)).minusSeconds(1));

        assertThat(refused.code("s3")).isEqualTo("AccessDenied");
        assertThat(refused.message("s3")).isEqualTo("Request is not valid yet");
    }

    private static SignedRequest presigned(Duration expires) {
        return new Signer(KEY, "us-east-1", "s3").presign(Requests.request("GET", "/b/k", "host:h"), expires, NOW);
    }

    private static SignatureException refused(SignedRequest request, Instant now) {
        return assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> Requests.verify(request, BODY, now))
                .actual();
    }
}
