package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.cipher.RootKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import org.springframework.stereotype.Component;

/**
 * Tokens that name a grant, sealed. A grant is in force at once here, so that nobody needs a token to use it; but what is none
 * is refused, and with a token a grant can be retired.
 */
@Component
public class GrantTokens {
    private static final String PURPOSE = "grant token";

    private final RootKey root;

    GrantTokens(RootKey root) {
        this.root = root;
    }

    /** Which grant a token names. */
    public record Named(String account, String region, String keyId, String grantId) {}

    public String make(KeyGrant grant) {
        String text = String.join("/", grant.account(), grant.region(), grant.keyId(), grant.id());
        return Base64.getEncoder().encodeToString(root.seal(PURPOSE, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * @throws dev.cloudlet.protocol.AwsException InvalidGrantTokenException when it is none
     */
    public Named read(String token) {
        byte[] text;
        try {
            text = root.open(PURPOSE, Base64.getDecoder().decode(token));
        } catch (IllegalArgumentException notBase64) {
            text = null;
        }
        if (text == null) {
            throw KmsError.INVALID_GRANT_TOKEN.of("The grant token is not valid.");
        }
        String[] parts = new String(text, StandardCharsets.UTF_8).split("/", 4);
        return new Named(parts[0], parts[1], parts[2], parts[3]);
    }

    /** Returns if all of them are tokens. */
    public void check(Collection<String> tokens) {
        tokens.forEach(this::read);
    }
}
