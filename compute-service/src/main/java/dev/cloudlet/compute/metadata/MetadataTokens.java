package dev.cloudlet.compute.metadata;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Tokens of version 2 of the metadata service. A token says itself whose it is and until when, under a key that lives as
 * long as this process: after a restart a client is told that its token is not valid and asks for another.
 */
@Component
final class MetadataTokens {
    private static final String ALGORITHM = "HmacSHA256";

    private final Clock clock;
    private final SecretKeySpec key;

    MetadataTokens(Clock clock) {
        this.clock = clock;
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    String issue(String instanceId, int seconds) {
        String claim = Long.toString(clock.instant().plusSeconds(seconds).getEpochSecond(), 36);
        return claim + "." + mac(claim, instanceId);
    }

    /** The seconds that a token is still good for; 0 or less for one that is not, or not this instance's. */
    long remaining(String token, String instanceId) {
        int dot = token.indexOf('.');
        if (dot < 1 || dot > 13 || token.length() > 128) {
            return 0;
        }
        String claim = token.substring(0, dot);
        byte[] expected = mac(claim, instanceId).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, token.substring(dot + 1).getBytes(StandardCharsets.UTF_8))) {
            return 0;
        }
        return Instant.ofEpochSecond(Long.parseLong(claim, 36)).getEpochSecond()
                - clock.instant().getEpochSecond();
    }

    private String mac(String claim, String instanceId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signed = mac.doFinal((claim + "/" + instanceId).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
