package dev.cloudlet.iam.accesskey;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes access key ids and secrets in AWS's form. As in AWS's, the account is in the id: who finds a key can tell whose it is.
 */
@Component
public class AccessKeyIds {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int LETTERS = 16;
    private static final int SECRET_LETTERS = 40;
    /** Of the eighty bits of sixteen letters the account takes forty, below a leading one. */
    private static final int BELOW_ACCOUNT = 39;

    private static final BigInteger ACCOUNT_MASK = BigInteger.ONE.shiftLeft(40).subtract(BigInteger.ONE);

    private final SecureRandom random = new SecureRandom();

    /** A new id of 20 letters: AKIA… for a long-lived key, ASIA… for a session. */
    public String next(String prefix, String account) {
        BigInteger bits = BigInteger.ONE
                .shiftLeft(40)
                .or(new BigInteger(account))
                .shiftLeft(BELOW_ACCOUNT)
                .or(new BigInteger(BELOW_ACCOUNT, random));
        StringBuilder id = new StringBuilder(prefix);
        for (int i = LETTERS - 1; i >= 0; i--) {
            id.append(ALPHABET.charAt(bits.shiftRight(5 * i).intValue() & 31));
        }
        return id.toString();
    }

    /** The account in an id of this form, null for any other text. */
    public static @Nullable String account(String id) {
        if (id.length() != 4 + LETTERS) {
            return null;
        }
        BigInteger bits = BigInteger.ZERO;
        for (int i = 4; i < id.length(); i++) {
            int digit = ALPHABET.indexOf(id.charAt(i));
            if (digit < 0) {
                return null;
            }
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(digit));
        }
        String account = String.format(
                Locale.ROOT, "%012d", bits.shiftRight(BELOW_ACCOUNT).and(ACCOUNT_MASK));
        return account.length() == 12 ? account : null;
    }

    /** A new secret access key. */
    public String secret() {
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < SECRET_LETTERS; i++) {
            secret.append(SECRET.charAt(random.nextInt(SECRET.length())));
        }
        return secret.toString();
    }
}
