package dev.cloudlet.iam.kms.grant;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.cipher.MessageCipher;
import dev.cloudlet.iam.kms.key.GrantTokens;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KeyGrant;
import dev.cloudlet.iam.kms.key.KeyGrant.Constraints;
import dev.cloudlet.iam.kms.key.KeyGrants;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.NamedPrincipals;
import dev.cloudlet.iam.kms.key.UseOfKeys;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/** Gives grants. */
@AwsOperations
class GrantOperations {
    private static final int MOST_OF_KEY = 50_000;
    private static final int MOST_PAIRS = 8;
    private static final int ID_BYTES = 32;

    private final KeyAccess access;
    private final KeyGrants grants;
    private final GrantTokens tokens;
    private final NamedPrincipals named;
    private final MessageCipher random;

    GrantOperations(
            KeyAccess access, KeyGrants grants, GrantTokens tokens, NamedPrincipals named, MessageCipher random) {
        this.access = access;
        this.grants = grants;
        this.tokens = tokens;
        this.named = named;
        this.random = random;
    }

    @AuthorizedInCode(
            actions = "kms:CreateGrant",
            because = "The key's own policy and grants decide, over what is granted")
    CreateGrantResponse createGrant(Call call, CreateGrantRequest request) {
        tokens.check(request.grantTokens());
        Constraints constraints = constraints(request.constraints());
        List<String> operations =
                request.operationsAsStrings().stream().distinct().sorted().toList();
        KmsKey key =
                access.byKey(call, "kms:CreateGrant", request.keyId(), conditions(request, operations, constraints));
        key.requireEnabled();
        GrantRules.check(key, operations, constraints);
        requirePrincipal(call, request.granteePrincipal());
        if (request.retiringPrincipal() != null) {
            requirePrincipal(call, request.retiringPrincipal());
        }
        UseOfKeys.endDryRun(request.dryRun());
        KmsKey held = access.locked(key);
        KeyGrant grant = grant(call, request, held, operations, constraints);
        KeyGrant same = same(grant, held);
        if (same == null) {
            if (grants.count(held) >= MOST_OF_KEY) {
                throw KmsError.LIMIT_EXCEEDED.of("%s has %d grants.", held.arn(), MOST_OF_KEY);
            }
            grants.add(grant);
        }
        KeyGrant given = same == null ? grant : same;
        return CreateGrantResponse.builder()
                .grantId(given.id())
                .grantToken(tokens.make(given))
                .build();
    }

    private KeyGrant grant(
            Call call, CreateGrantRequest request, KmsKey key, List<String> operations, Constraints constraints) {
        return new KeyGrant(
                key.account(),
                key.region(),
                key.id(),
                HexFormat.of().formatHex(random.random(ID_BYTES)),
                request.name(),
                request.granteePrincipal(),
                named.id(request.granteePrincipal()),
                request.retiringPrincipal(),
                request.retiringPrincipal() == null ? null : named.id(request.retiringPrincipal()),
                call.account(),
                operations,
                constraints,
                call.time().truncatedTo(ChronoUnit.SECONDS));
    }

    /** A request that is repeated under the same name gives no second grant. */
    private @Nullable KeyGrant same(KeyGrant wanted, KmsKey key) {
        return wanted.name() == null
                ? null
                : grants.named(key, wanted.name()).stream()
                        .filter(each -> each.says(wanted))
                        .findFirst()
                        .orElse(null);
    }

    private static KeyConditions conditions(
            CreateGrantRequest request, List<String> operations, Constraints constraints) {
        KeyConditions conditions = KeyConditions.none()
                .with("kms:GrantOperations", operations)
                .with("kms:GranteePrincipal", request.granteePrincipal())
                .with("kms:RetiringPrincipal", request.retiringPrincipal())
                .with("kms:GrantIsForAWSResource", false);
        Map<String, String> subset = constraints.subset();
        if (subset != null) {
            conditions
                    .with("kms:GrantConstraintType", "EncryptionContextSubset")
                    .constrained(subset, false);
        }
        Map<String, String> exactly = constraints.equals();
        if (exactly != null) {
            conditions
                    .with("kms:GrantConstraintType", "EncryptionContextEquals")
                    .constrained(exactly, true);
        }
        return conditions;
    }

    private static Constraints constraints(@Nullable GrantConstraints asked) {
        if (asked == null) {
            return new Constraints(null, null);
        }
        Constraints constraints = new Constraints(
                asked.hasEncryptionContextSubset() ? asked.encryptionContextSubset() : null,
                asked.hasEncryptionContextEquals() ? asked.encryptionContextEquals() : null);
        for (Map<String, String> pairs : List.of(asked.encryptionContextSubset(), asked.encryptionContextEquals())) {
            if (pairs.size() > MOST_PAIRS) {
                throw KmsError.VALIDATION.of("A grant constraint may have at most %d pairs.", MOST_PAIRS);
            }
        }
        return constraints;
    }

    private void requirePrincipal(Call call, String arn) {
        if (!NamedPrincipals.isPrincipal(arn) || named.isMissing(call.account(), arn)) {
            throw KmsError.INVALID_ARN.of("%s is not the ARN of a principal that a grant can name.", arn);
        }
    }
}
