package dev.cloudlet.iam.password;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;
import software.amazon.awssdk.services.iam.model.UpdateAccountPasswordPolicyRequest;

/**
 * What an account demands of the passwords of its users.
 *
 * @param maxAgeDays after so many days a password expires; null: never
 * @param reusePrevention how many of the last passwords may not come again; null: all may
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PasswordRules(
        int minimumLength,
        boolean symbols,
        boolean numbers,
        boolean uppercase,
        boolean lowercase,
        boolean usersMayChange,
        @Nullable Integer maxAgeDays,
        @Nullable Integer reusePrevention,
        boolean hardExpiry) {
    private static final int LEAST = 6;
    private static final int LEAST_WITHOUT_POLICY = 8;
    private static final int KINDS_WITHOUT_POLICY = 3;
    private static final String SYMBOLS = "!@#$%^&*()_+-=[]{}|'";

    /** What is left out is set to AWS's defaults, not kept. */
    static PasswordRules of(UpdateAccountPasswordPolicyRequest request) {
        return new PasswordRules(
                request.minimumPasswordLength() == null ? LEAST : request.minimumPasswordLength(),
                Boolean.TRUE.equals(request.requireSymbols()),
                Boolean.TRUE.equals(request.requireNumbers()),
                Boolean.TRUE.equals(request.requireUppercaseCharacters()),
                Boolean.TRUE.equals(request.requireLowercaseCharacters()),
                Boolean.TRUE.equals(request.allowUsersToChangePassword()),
                request.maxPasswordAge(),
                request.passwordReusePrevention(),
                Boolean.TRUE.equals(request.hardExpiry()));
    }

    PasswordPolicy view() {
        return PasswordPolicy.builder()
                .minimumPasswordLength(minimumLength)
                .requireSymbols(symbols)
                .requireNumbers(numbers)
                .requireUppercaseCharacters(uppercase)
                .requireLowercaseCharacters(lowercase)
                .allowUsersToChangePassword(usersMayChange)
                .expirePasswords(maxAgeDays != null)
                .maxPasswordAge(maxAgeDays)
                .passwordReusePrevention(reusePrevention)
                .hardExpiry(hardExpiry)
                .build();
    }

    boolean allow(String password) {
        return password.length() >= minimumLength
                && (!symbols || hasSymbol(password))
                && (!numbers || has(password, PasswordRules::isDigit))
                && (!uppercase || has(password, PasswordRules::isUpper))
                && (!lowercase || has(password, PasswordRules::isLower));
    }

    /**
     * Whether it may be a password where the account has no policy.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html">default password policy</a>
     */
    static boolean allowWithoutPolicy(String password) {
        long kinds = Stream.of(
                        hasSymbol(password),
                        has(password, PasswordRules::isDigit),
                        has(password, PasswordRules::isUpper),
                        has(password, PasswordRules::isLower))
                .filter(each -> each)
                .count();
        return password.length() >= LEAST_WITHOUT_POLICY && kinds >= KINDS_WITHOUT_POLICY;
    }

    private static boolean hasSymbol(String password) {
        return has(password, each -> SYMBOLS.indexOf(each) >= 0);
    }

    private static boolean has(String password, IntPredicate kind) {
        return password.chars().anyMatch(kind);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isUpper(int character) {
        return character >= 'A' && character <= 'Z';
    }

    private static boolean isLower(int character) {
        return character >= 'a' && character <= 'z';
    }
}
