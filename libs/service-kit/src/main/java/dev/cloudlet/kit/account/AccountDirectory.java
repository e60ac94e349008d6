package dev.cloudlet.kit.account;

import dev.cloudlet.kit.account.AccountQuestion.By;
import dev.cloudlet.kit.internal.ServiceCalls;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The names of accounts, asked of iam-service and remembered: an account never changes its own. Safe for use by many threads. */
public final class AccountDirectory {
    private static final int MOST_REMEMBERED = 10_000;

    private final ServiceCalls services;
    private final Map<AccountQuestion, AccountProfile> known = new ConcurrentHashMap<>();

    public AccountDirectory(ServiceCalls services) {
        this.services = services;
    }

    /** The profile of an account, which need not have been given any names. */
    public AccountProfile get(String account) {
        AccountProfile profile = find(By.ACCOUNT, account);
        return profile != null ? profile : AccountProfile.unnamed(account);
    }

    /** The account of this canonical user id, null if there is none. */
    public @Nullable AccountProfile byCanonicalId(String canonicalId) {
        return find(By.CANONICAL_ID, canonicalId);
    }

    /** The account whose root user has this email address, null if there is none. */
    public @Nullable AccountProfile byEmail(String email) {
        return find(By.EMAIL, email);
    }

    /** Forgets everything: accounts may have come or, by a reset, gone. */
    public void forget() {
        known.clear();
    }

    private @Nullable AccountProfile find(By by, String name) {
        AccountQuestion question = new AccountQuestion(by, name);
        AccountProfile remembered = known.get(question);
        if (remembered != null) {
            return remembered;
        }
        AccountProfile found = services.call("iam-service", AccountQuestion.OPERATION, question, AccountAnswer.class)
                .profile();
        if (found != null && known.size() < MOST_REMEMBERED) {
            known.put(question, found);
        }
        return found;
    }
}
