package dev.cloudlet.storage.bucket;

import dev.cloudlet.kit.account.AccountDirectory;
import dev.cloudlet.kit.account.AccountProfile;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.model.Initiator;
import software.amazon.awssdk.services.s3.model.Owner;

/** Accounts and principals as S3 shows them. */
@Component
public class Owners {
    private final AccountDirectory accounts;

    Owners(AccountDirectory accounts) {
        this.accounts = accounts;
    }

    /** The owner of what belongs to an account. */
    public Owner of(String account) {
        AccountProfile profile = accounts.get(account);
        return Owner.builder()
                .id(profile.canonicalId())
                .displayName(profile.displayName())
                .build();
    }

    /** Who began an upload: for principals of IAM their ARN, for an account's root its owner. */
    public Initiator initiator(String arn) {
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
