package dev.cloudlet.storage.acl;

import dev.cloudlet.kit.account.AccountDirectory;
import dev.cloudlet.kit.account.AccountProfile;
import dev.cloudlet.storage.acl.Grantee.Group;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Type;

/** Access control lists as S3 shows them. */
@Component
public final class ShownLists {
    private final AccountDirectory accounts;

    public ShownLists(AccountDirectory accounts) {
        this.accounts = accounts;
    }

    /** The grants, those to groups first. */
    public List<Grant> grants(AccessControlList list) {
        return list.entries().stream()
                .sorted(Comparator.comparing(entry -> entry.grantee() instanceof Grantee.Account))
                .map(entry -> Grant.builder()
                        .grantee(shown(entry.grantee()))
                        .permission(entry.permission().name())
                        .build())
                .toList();
    }

    private software.amazon.awssdk.services.s3.model.Grantee shown(Grantee grantee) {
        var shown = software.amazon.awssdk.services.s3.model.Grantee.builder();
        return switch (grantee) {
            case Grantee.Account(String id) -> {
                AccountProfile profile = accounts.byCanonicalId(id);
                yield shown.type(Type.CANONICAL_USER)
                        .id(id)
                        .displayName(profile == null ? null : profile.displayName())
                        .build();
            }
            case Group group -> shown.type(Type.GROUP).uri(group.uri()).build();
        };
    }
}
