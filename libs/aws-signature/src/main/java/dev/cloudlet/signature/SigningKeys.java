package dev.cloudlet.signature;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Derives signing keys, so that a service can verify without ever holding a secret access key. */
public final class SigningKeys {

    private SigningKeys() {}

    /**
     * The 32 byte signing key (kSigning) of a secret access key for one UTC day, region and service.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
     *     signed request</a>
     */
    public static byte[] derive(String secret, LocalDate date, String region, String service) {
        byte[] day = Digests.hmac(
                ("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date.format(DateTimeFormatter.BASIC_ISO_DATE));
        return Digests.hmac(Digests.hmac(Digests.hmac(day, region), service), CredentialScope.TERMINATOR);
    }
}
