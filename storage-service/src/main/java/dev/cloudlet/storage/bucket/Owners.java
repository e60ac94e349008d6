package dev.cloudlet.storage.bucket;

import dev.cloudlet.kit.account.AccountDirectory;
import dev.cloudlet.kit.account.AccountProfile;
import dev.cloudlet.policy.Principal;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.model.Initiator;
import software.amazon.awssdk.services.s3.model.Owner;

/** Accounts and principals as S3 shows them. */
@Component
public class Owners {
    private static final String ANONYMOUS_ACCOUNT = new Principal.Anonymous().accountId();

    /** S3's name for whoever wrote an object without signing. */
    private static final String ANONYMOUS = "65a011a29cdf8ec533ec3d1ccaae921c";

    private final AccountDirectory accounts;

    public Owners(AccountDirectory accounts) {
        this.accounts = accounts;
    }

    /** The canonical user id of an account, or of everybody who has none. */
    public String canonicalId(String account) {
        return account.equals(ANONYMOUS_ACCOUNT)
                ? ANONYMOUS
                : accounts.get(account).canonicalId();
    }

    /** The same of a caller's account; services have none. */
    public String canonicalId(Principal caller) {
        return caller.accountId().isEmpty() ? "" : canonicalId(caller.accountId());
    }

    /** The owner of what belongs to an account. */
    public Owner of(String account) {
        if (account.equals(ANONYMOUS_ACCOUNT)) {
            return Owner.builder().id(ANONYMOUS).displayName("Anonymous").build();
        }
        AccountProfile profile = accounts.get(account);
        return Owner.builder()
                .id(profile.canonicalId())
                .displayName(profile.displayName())
                .build();
    }

    /** Who began an upload: for principals of IAM their ARN, for an account's root its owner. */
    public Initiator initiator(String arn) {
        if (arn.equals(ANONYMOUS_ACCOUNT)) {
            return Initiator.builder().id(ANONYMOUS).displayName("Anonymous").build();
        }
        if (arn.endsWith(":root")) {
            Owner owner = of(arn.split(":", -1)[4]);
            return Initiator.builder()
                    .id(owner.id())
                    .displayName(owner.displayName())
                    .build();
        }
        return Initiator.builder()
                .id(arn)
                .displayName(arn.substring(arn.lastIndexOf('/') + 1))
                .build();
    }
}
