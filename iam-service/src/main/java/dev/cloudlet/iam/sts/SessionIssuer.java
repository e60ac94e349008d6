package dev.cloudlet.iam.sts;

import dev.cloudlet.iam.accesskey.AccessKeyIds;
import dev.cloudlet.iam.accesskey.SecretCipher;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Gives out temporary credentials. */
@Component
class SessionIssuer {
    /** How long an ended session is told from one that never was. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final int TOKEN_BYTES = 192;

    private final Sessions sessions;
    private final AccessKeyIds ids;
    private final SecretCipher cipher;
    private final SecureRandom random = new SecureRandom();

    SessionIssuer(Sessions sessions, AccessKeyIds ids, SecretCipher cipher) {
        this.sessions = sessions;
        this.ids = ids;
        this.cipher = cipher;
    }

    /** Credentials for a session, which holds as soon as the running transaction commits. */
    Credentials issue(Session session) {
        String id = ids.next("ASIA", session.account());
        String secret = ids.secret();
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getEncoder().encodeToString(bytes);
        sessions.forget(session.created().minus(REMEMBERED));
        sessions.add(new StoredSession(
                id, session, SessionToken.hash(token.getBytes(StandardCharsets.US_ASCII)), cipher.seal(id, secret)));
        return new Credentials(id, secret, token, session.expires());
    }
}
