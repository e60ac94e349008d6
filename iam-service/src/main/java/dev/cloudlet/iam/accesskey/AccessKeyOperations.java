package dev.cloudlet.iam.accesskey;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.user.UserName;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;

/** Access keys of users, and of the root user when root asks for its own. */
@AwsOperations
class AccessKeyOperations {
    private static final int MOST = 2;
    private static final String OWN = "Without a name it is the caller's own key";

    private final AccessKeys keys;
    private final AccessKeyIds ids;
    private final SecretCipher cipher;
    private final Identities identities;
    private final CallersChanged callers;

    AccessKeyOperations(
            AccessKeys keys, AccessKeyIds ids, SecretCipher cipher, Identities identities, CallersChanged callers) {
        this.keys = keys;
        this.ids = ids;
        this.cipher = cipher;
        this.identities = identities;
        this.callers = callers;
    }

    /** Whose keys; locked, so that nobody adds a third one. */
    private record Owner(
            String account, @Nullable String id, @Nullable String name) {}

    @AuthorizedInCode(actions = "iam:CreateAccessKey", because = OWN)
    CreateAccessKeyResponse createAccessKey(Call call, CreateAccessKeyRequest request) {
        Owner owner = owner(call, "iam:CreateAccessKey", request.userName());
        if (keys.of(owner.account(), owner.id()).size() >= MOST) {
            throw IamError.LIMIT_EXCEEDED.of("Cannot exceed quota for AccessKeysPerUser: %d", MOST);
        }
        String id = ids.next("AKIA", owner.account());
        String secret = ids.secret();
        AccessKey key = new AccessKey(
                id,
                owner.account(),
                owner.id(),
                cipher.seal(id, secret),
                true,
                call.time().truncatedTo(ChronoUnit.SECONDS),
                null);
        keys.add(key);
        callers.announce();
        return CreateAccessKeyResponse.builder()
                .accessKey(shown -> shown.userName(owner.name())
                        .accessKeyId(id)
                        .status(StatusType.ACTIVE)
                        .secretAccessKey(secret)
                        .createDate(key.created()))
                .build();
    }

    @AuthorizedInCode(actions = "iam:ListAccessKeys", because = OWN)
    ListAccessKeysResponse listAccessKeys(Call call, ListAccessKeysRequest request) {
        Owner owner = owner(call, "iam:ListAccessKeys", request.userName());
        List<AccessKey> all = keys.of(owner.account(), owner.id());
        Page<AccessKey> page =
                Page.cut(all, PageRequest.of(request.marker(), request.maxItems()), key -> key.created() + key.id());
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.map(key -> AccessKeyMetadata.builder()
                        .userName(owner.name())
                        .accessKeyId(key.id())
                        .status(key.active() ? StatusType.ACTIVE : StatusType.INACTIVE)
                        .createDate(key.created())
                        .build()))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    @AuthorizedInCode(actions = "iam:UpdateAccessKey", because = OWN)
    UpdateAccessKeyResponse updateAccessKey(Call call, UpdateAccessKeyRequest request) {
        Owner owner = owner(call, "iam:UpdateAccessKey", request.userName());
        AccessKey key = key(owner, request.accessKeyId());
        boolean active =
                switch (request.status()) {
                    case ACTIVE -> true;
                    case INACTIVE -> false;
                    case EXPIRED, UNKNOWN_TO_SDK_VERSION ->
                        throw IamError.VALIDATION_ERROR.of("Status must be Active or Inactive.");
                };
        keys.setActive(key.id(), active);
        callers.announce();
        return UpdateAccessKeyResponse.builder().build();
    }

    @AuthorizedInCode(actions = "iam:DeleteAccessKey", because = OWN)
    DeleteAccessKeyResponse deleteAccessKey(Call call, DeleteAccessKeyRequest request) {
        Owner owner = owner(call, "iam:DeleteAccessKey", request.userName());
        keys.remove(key(owner, request.accessKeyId()).id());
        callers.announce();
        return DeleteAccessKeyResponse.builder().build();
    }

    private AccessKey key(Owner owner, String id) {
        return keys.of(owner.account(), owner.id()).stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.of("The Access Key with id %s cannot be found.", id));
    }

    private Owner owner(Call call, String action, @Nullable String userName) {
        UserName name = UserName.of(call, userName);
        call.authorize(action, name.arn(identities, call));
        return switch (name) {
            case UserName.Root root -> new Owner(call.account(), null, null);
            case UserName.Named(String user) -> {
                Identity identity = identities.lock(call.account(), IdentityKind.USER, user);
                yield new Owner(call.account(), identity.id(), user);
            }
        };
    }
}
