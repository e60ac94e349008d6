package dev.cloudlet.iam.sts;

import dev.cloudlet.kit.call.Call;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The session that a call of STS was itself made with. */
@Component
class CallerSession {
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=(\\w+)/");
    private static final Pattern QUERY_CREDENTIAL =
            Pattern.compile("(?:^|&)x-amz-credential=(\\w+)(?:/|%2f)", Pattern.CASE_INSENSITIVE);

    private final Sessions sessions;

    CallerSession(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Null when the caller used long-lived credentials. The signature has been verified before. */
    @Nullable
    Session of(Call call) {
        String header = call.head().first("authorization");
        Matcher m = header != null
                ? CREDENTIAL.matcher(header)
                : QUERY_CREDENTIAL.matcher(call.head().rawQuery());
        if (!m.find()) {
            return null;
        }
        StoredSession stored = sessions.find(m.group(1).toUpperCase(Locale.ROOT));
        return stored == null ? null : stored.session();
    }
}
