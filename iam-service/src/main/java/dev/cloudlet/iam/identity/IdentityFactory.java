package dev.cloudlet.iam.identity;

import dev.cloudlet.iam.UniqueIds;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes new users, groups and roles. */
@Component
public class IdentityFactory {
    private final UniqueIds ids;
    private final Clock clock;

    IdentityFactory(UniqueIds ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param path null for the root path
     * @param boundary the ARN of a policy, null for none
     */
    public Identity make(
            String account,
            IdentityKind kind,
            String name,
            @Nullable String path,
            Map<String, String> tags,
            @Nullable String boundary) {
        return new Identity(
                account,
                ids.next(kind.idPrefix()),
                kind,
                name,
                path == null ? "/" : path,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                tags,
                boundary);
    }
}
