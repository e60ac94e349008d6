package dev.cloudlet.iam.kms.alias;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.KmsPage;
import dev.cloudlet.iam.kms.key.Alias;
import dev.cloudlet.iam.kms.key.Aliases;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.Keys;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** Other names for keys. Who changes one needs permission on the alias and on the key. */
@AwsOperations
class AliasOperations {
    private static final String BOTH = "The key's own policy decides too";
    private static final int MOST_OF_KEY = 50;

    private final KeyAccess access;
    private final Aliases aliases;
    private final Keys keys;

    AliasOperations(KeyAccess access, Aliases aliases, Keys keys) {
        this.access = access;
        this.aliases = aliases;
        this.keys = keys;
    }

    @AuthorizedInCode(actions = "kms:CreateAlias", because = BOTH)
    CreateAliasResponse createAlias(Call call, CreateAliasRequest request) {
        requireName(request.aliasName());
        KmsKey key = target(call, "kms:CreateAlias", request.aliasName(), request.targetKeyId());
        Instant now = call.time().truncatedTo(ChronoUnit.MILLIS);
        Alias alias = new Alias(call.account(), call.region(), request.aliasName(), key.id(), now, now);
        if (!aliases.add(alias)) {
            throw KmsError.ALREADY_EXISTS.of("An alias with the name %s already exists", alias.arn());
        }
        return CreateAliasResponse.builder().build();
    }

    @AuthorizedInCode(actions = "kms:UpdateAlias", because = BOTH)
    UpdateAliasResponse updateAlias(Call call, UpdateAliasRequest request) {
        requireName(request.aliasName());
        Alias alias = get(call, request.aliasName());
        KmsKey before = keys.find(alias.account(), alias.region(), alias.keyId());
        KmsKey key = target(call, "kms:UpdateAlias", request.aliasName(), request.targetKeyId());
        if (before != null) {
            access.require(call, "kms:UpdateAlias", before, KeyConditions.none());
            if (before.usage() != key.usage() || before.symmetric() != key.symmetric()) {
                throw KmsError.VALIDATION.of(
                        "The current and the new key of an alias must be of the same type and key usage.");
            }
        }
        aliases.point(alias, key.id(), call.time());
        return UpdateAliasResponse.builder().build();
    }

    /** The key that an alias shall name. */
    private KmsKey target(Call call, String action, String aliasName, String keyId) {
        call.authorize(action, Alias.arn(call.account(), call.region(), aliasName));
        KmsKey key = access.change(call, action, keyId);
        key.requireNotPendingDeletion();
        if (aliases.of(key).size() >= MOST_OF_KEY) {
            throw KmsError.LIMIT_EXCEEDED.of("%s has %d aliases.", key.arn(), MOST_OF_KEY);
        }
        return key;
    }

    @AuthorizedInCode(actions = "kms:DeleteAlias", because = BOTH)
    DeleteAliasResponse deleteAlias(Call call, DeleteAliasRequest request) {
        requireName(request.aliasName());
        call.authorize("kms:DeleteAlias", Alias.arn(call.account(), call.region(), request.aliasName()));
        Alias alias = get(call, request.aliasName());
        KmsKey key = keys.find(alias.account(), alias.region(), alias.keyId());
        if (key != null) {
            access.require(call, "kms:DeleteAlias", key, KeyConditions.none());
        }
        aliases.remove(alias);
        return DeleteAliasResponse.builder().build();
    }

    @Authorize(action = "kms:ListAliases")
    ListAliasesResponse listAliases(Call call, ListAliasesRequest request) {
        KmsPage<Alias> page = aliases.list(
                call.account(),
                call.region(),
                key(call, request.keyId()),
                KmsPage.wanted(request.marker(), request.limit(), 50, 100));
        return ListAliasesResponse.builder()
                .aliases(page.map(alias -> AliasListEntry.builder()
                        .aliasName(alias.name())
                        .aliasArn(alias.arn())
                        .targetKeyId(alias.keyId())
                        .creationDate(alias.created())
                        .lastUpdatedDate(alias.updated())
                        .build()))
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    private @Nullable String key(Call call, @Nullable String keyId) {
        if (keyId == null) {
            return null;
        }
        KmsKey key = access.quietly(call, keyId);
        if (key == null || !key.account().equals(call.account())) {
            throw KmsError.NOT_FOUND.of("Key '%s' does not exist", keyId);
        }
        return key.id();
    }

    private Alias get(Call call, String name) {
        Alias alias = aliases.find(call.account(), call.region(), name);
        if (alias == null) {
            throw KmsError.NOT_FOUND.of("Alias %s is not found.", Alias.arn(call.account(), call.region(), name));
        }
        return alias;
    }

    private static void requireName(String name) {
        if (!name.startsWith("alias/") || name.length() == "alias/".length()) {
            throw KmsError.INVALID_ALIAS_NAME.of("Alias must start with the prefix \"alias/\". Please see"
                    + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }
        if (name.startsWith("alias/aws/")) {
            throw KmsError.INVALID_ALIAS_NAME.of("The prefix alias/aws/ is reserved for AWS managed keys.");
        }
    }
}
