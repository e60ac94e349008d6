package dev.cloudlet.storage.lifecycle;

import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.keeping.Expirations;
import dev.cloudlet.storage.lifecycle.Rule.Due;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells by which rule and when a current object will expire: the first, if there are several. */
@Component
final class ObjectExpirations implements Expirations {
    private final Configurations configurations;

    ObjectExpirations(Configurations configurations) {
        this.configurations = configurations;
    }

    @Override
    public @Nullable String header(Bucket bucket, String key, long size, Map<String, String> tags, Instant made) {
        if (!bucket.hasLifecycle()) {
            return null;
        }
        Instant first = Instant.MAX;
        String id = "";
        for (Rule rule : configurations.rules(bucket.id())) {
            Due due = rule.expiration();
            if (due != null && rule.isAbout(key, size, tags) && due.of(made).isBefore(first)) {
                first = due.of(made);
                id = rule.id();
            }
        }
        return first.equals(Instant.MAX)
                ? null
                : "expiry-date=\"" + ModelMembers.httpDate(first) + "\", rule-id=\""
                        + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20") + '"';
    }
}
