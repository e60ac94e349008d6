package dev.cloudlet.compute.traffic;

import dev.cloudlet.kit.app.CloudletSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpCookie;
import org.springframework.stereotype.Component;

/** The cookie that brings a client to the same target again. It tells nothing about that target to who has no key. */
@Component
final class StickyCookies {
    static final String NAME = "AWSALB";

    private final SecretKeySpec key;

    StickyCookies(CloudletSettings settings) {
        this.key = new SecretKeySpec(
                ("sticky " + settings.internalToken()).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    Optional<Destination> destination(List<HttpCookie> sent, List<Destination> open) {
        for (HttpCookie cookie : sent) {
            byte[] value = cookie.getValue().getBytes(StandardCharsets.UTF_8);
            for (Destination each : open) {
                if (MessageDigest.isEqual(value(each).getBytes(StandardCharsets.UTF_8), value)) {
                    return Optional.of(each);
                }
            }
        }
        return Optional.empty();
    }

    String value(Destination to) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] code = mac.doFinal(
                    (to.groupArn() + "|" + to.targetId() + "|" + to.port()).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }
}
