package dev.cloudlet.iam.account;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.accesskey.AccessKey;
import dev.cloudlet.iam.accesskey.AccessKeyIds;
import dev.cloudlet.iam.accesskey.AccessKeys;
import dev.cloudlet.iam.accesskey.SecretCipher;
import dev.cloudlet.iam.caller.RootCredentials;
import dev.cloudlet.kit.account.AccountProfile;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes an account with its root user. No AWS API does: there it takes a web form. */
@Component
class AccountCreation {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DISPLAY_NAME = Pattern.compile("\\P{Cntrl}{1,256}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");
    private static final Pattern KEY_ID = Pattern.compile("\\w{16,128}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{16,128}");
    private static final long ACCOUNT_NUMBERS = 1_000_000_000_000L;

    private final Accounts accounts;
    private final AccessKeys keys;
    private final AccessKeyIds ids;
    private final SecretCipher cipher;
    private final RootCredentials firstRoot;
    private final CallersChanged callers;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AccountCreation(
            Accounts accounts,
            AccessKeys keys,
            AccessKeyIds ids,
            SecretCipher cipher,
            RootCredentials firstRoot,
            CallersChanged callers,
            TransactionTemplate transaction,
            Clock clock) {
        this.accounts = accounts;
        this.keys = keys;
        this.ids = ids;
        this.cipher = cipher;
        this.firstRoot = firstRoot;
        this.callers = callers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @throws dev.cloudlet.protocol.AwsException InvalidInput when a wish is malformed, EntityAlreadyExists when it is taken
     */
    CreatedAccount create(NewAccount wish) {
        check("accountId", wish.accountId(), ACCOUNT);
        check("canonicalId", wish.canonicalId(), CANONICAL_ID);
        check("displayName", wish.displayName(), DISPLAY_NAME);
        check("email", wish.email(), EMAIL);
        check("accessKeyId", wish.accessKeyId(), KEY_ID);
        check("secretAccessKey", wish.secretAccessKey(), SECRET);
        if ((wish.accessKeyId() == null) != (wish.secretAccessKey() == null)) {
            throw IamError.INVALID_INPUT.of("accessKeyId and secretAccessKey belong together: give both or neither.");
        }
        try {
            CreatedAccount created = transaction.execute(status -> write(wish));
            if (created == null) {
                throw new IllegalStateException("the transaction returned nothing");
            }
            return created;
        } catch (DuplicateKeyException e) {
            throw IamError.ENTITY_ALREADY_EXISTS.of(
                    "An account with that id, canonical id, email address or access key already exists.");
        }
    }

    private CreatedAccount write(NewAccount wish) {
        String account = wish.accountId() != null ? wish.accountId() : unusedNumber();
        String canonical = wish.canonicalId() != null ? wish.canonicalId() : AccountProfile.canonicalId(account);
        String keyId = wish.accessKeyId() != null ? wish.accessKeyId() : ids.next("AKIA", account);
        String secret = wish.secretAccessKey() != null ? wish.secretAccessKey() : ids.secret();
        if (accounts.find(account) != null || accounts.byCanonicalId(canonical) != null || firstRoot.isFor(keyId)) {
            throw new DuplicateKeyException("the first account's");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        AccountProfile profile = new AccountProfile(account, canonical, wish.displayName(), wish.email());
        accounts.add(profile, now);
        keys.add(new AccessKey(keyId, account, null, cipher.seal(keyId, secret), true, now, null));
        callers.announce();
        return new CreatedAccount(
                account,
                canonical,
                profile.displayName(),
                profile.email(),
                "arn:aws:iam::" + account + ":root",
                keyId,
                secret);
    }

    private String unusedNumber() {
        while (true) {
            String number = String.format(java.util.Locale.ROOT, "%012d", random.nextLong(ACCOUNT_NUMBERS));
            if (accounts.find(number) == null) {
                return number;
            }
        }
    }

    private static void check(String name, @Nullable String value, Pattern form) {
        if (value != null && !form.matcher(value).matches()) {
            throw IamError.INVALID_INPUT.of("%s must have the form %s", name, form.pattern());
        }
    }
}
