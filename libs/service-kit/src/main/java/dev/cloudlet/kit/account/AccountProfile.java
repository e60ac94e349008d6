package dev.cloudlet.kit.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What an account is called.
 *
 * @param account 12 digits
 * @param canonicalId the name that S3 has for it: 64 hexadecimal digits, the same for ever
 * @param displayName as S3 shows it to older tools, null if it was given none
 * @param email of its root user, null if it was given none
 */
public record AccountProfile(
        String account,
        String canonicalId,
        @Nullable String displayName,
        @Nullable String email) {

    /** An account that was given no names of its own. */
    public static AccountProfile unnamed(String account) {
        return new AccountProfile(account, canonicalId(account), null, null);
    }

    /** The canonical user id of an account that was not given one. */
    public static String canonicalId(String account) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("canonical user of " + account).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
