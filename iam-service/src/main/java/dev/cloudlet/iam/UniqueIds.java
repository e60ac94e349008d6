package dev.cloudlet.iam;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/**
 * Makes AWS's unique ids.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">Unique identifiers</a>
 */
@Component
public class UniqueIds {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LETTERS = 17;

    private final SecureRandom random = new SecureRandom();

    /** An id with that prefix of four letters, 21 letters long. */
    public String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < ID_LETTERS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
