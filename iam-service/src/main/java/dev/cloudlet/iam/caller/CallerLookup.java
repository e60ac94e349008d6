package dev.cloudlet.iam.caller;

import dev.cloudlet.iam.accesskey.AccessKey;
import dev.cloudlet.iam.accesskey.AccessKeys;
import dev.cloudlet.iam.accesskey.SecretCipher;
import dev.cloudlet.iam.sts.Sessions;
import dev.cloudlet.iam.sts.StoredSession;
import dev.cloudlet.kit.authentication.CallerGrant;
import dev.cloudlet.kit.authentication.CallerQuestion;
import dev.cloudlet.kit.authentication.LegacyQuestion;
import dev.cloudlet.signature.LegacySignature;
import dev.cloudlet.signature.Reason;
import dev.cloudlet.signature.SigningKeys;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers whose access key that is. The secret never leaves: what goes out is a key for one day, region and service, with
 * which the asking service checks the signature itself.
 */
@Component
class CallerLookup {
    private static final byte[] NO_KEY = {};

    private final RootCredentials root;
    private final AccessKeys keys;
    private final Sessions sessions;
    private final SecretCipher cipher;
    private final Grants grants;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CallerLookup(
            RootCredentials root,
            AccessKeys keys,
            Sessions sessions,
            SecretCipher cipher,
            Grants grants,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.root = root;
        this.keys = keys;
        this.sessions = sessions;
        this.cipher = cipher;
        this.grants = grants;
        this.transaction = new TransactionTemplate(transactions, snapshot());
        this.clock = clock;
    }

    /** One moment of the database for all that is read; a transaction of its own, as only committed changes count. */
    private static DefaultTransactionDefinition snapshot() {
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
        definition.setReadOnly(true);
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definition.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return definition;
    }

    /**
     * @throws dev.cloudlet.protocol.AwsException whose code is the name of a {@link Reason}
     */
    CallerGrant find(CallerQuestion question) {
        return find(new Asked(
                question.accessKeyId(),
                question.sessionToken(),
                question.service(),
                question.fromHost(),
                secret -> SigningKeys.derive(secret, question.date(), question.region(), question.service())));
    }

    /**
     * The same for a signature of Version 2, which is proved here, for it takes the secret itself.
     *
     * @throws dev.cloudlet.protocol.AwsException whose code is the name of a {@link Reason}
     */
    CallerGrant find(LegacyQuestion question) {
        return find(new Asked(question.accessKeyId(), question.sessionToken(), "s3", question.fromHost(), secret -> {
            if (!LegacySignature.matches(secret, question.stringToSign(), question.signature())) {
                throw Refusal.of(Reason.SIGNATURE_MISMATCH);
            }
            return NO_KEY;
        }));
    }

    /**
     * Whose key it is that is asked.
     *
     * @param proof what goes out in place of the secret
     */
    private record Asked(
            String accessKeyId,
            @Nullable String sessionToken,
            String service,
            boolean fromHost,
            Function<String, byte[]> proof) {}

    private CallerGrant find(Asked question) {
        if (root.isFor(question.accessKeyId())) {
            return ofRoot(question);
        }
        CallerGrant grant = transaction.execute(status -> ofStored(question));
        if (grant == null) {
            throw Refusal.of(Reason.UNKNOWN_ACCESS_KEY);
        }
        return grant;
    }

    private CallerGrant ofRoot(Asked question) {
        String secret = root.secret(question.fromHost());
        if (secret == null) {
            throw Refusal.of(Reason.UNKNOWN_ACCESS_KEY);
        }
        if (question.sessionToken() != null) {
            throw Refusal.of(Reason.INVALID_SESSION_TOKEN);
        }
        return grants.ofRoot(root.account(), question.proof().apply(secret));
    }

    private CallerGrant ofStored(Asked question) {
        StoredSession session = sessions.find(question.accessKeyId());
        if (session != null) {
            return ofSession(session, question);
        }
        AccessKey key = keys.find(question.accessKeyId());
        if (key == null || !key.active()) {
            throw Refusal.of(Reason.UNKNOWN_ACCESS_KEY);
        }
        if (question.sessionToken() != null) {
            throw Refusal.of(Reason.INVALID_SESSION_TOKEN);
        }
        byte[] signingKey = question.proof().apply(cipher.open(key.id(), key.sealedSecret()));
        return key.owner() == null
                ? grants.ofRoot(key.account(), signingKey)
                : grants.ofUser(key.account(), key.owner(), signingKey);
    }

    private CallerGrant ofSession(StoredSession stored, Asked question) {
        if (!stored.has(question.sessionToken())) {
            throw Refusal.of(Reason.INVALID_SESSION_TOKEN);
        }
        if (!clock.instant().isBefore(stored.session().expires())) {
            throw Refusal.of(Reason.EXPIRED_SESSION_TOKEN);
        }
        if (!mayReachService(stored, question.service())) {
            throw Refusal.of(Reason.INVALID_SESSION_TOKEN);
        }
        String secret = cipher.open(stored.accessKeyId(), stored.sealedSecret());
        return grants.ofSession(stored.session(), question.proof().apply(secret));
    }

    /**
     * Sessions without a role reach no IAM.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html">Comparing the AWS STS API operations</a>
     */
    private static boolean mayReachService(StoredSession stored, String service) {
        return stored.session().kind() == CallerGrant.Kind.ROLE_SESSION || !service.equals("iam");
    }
}
