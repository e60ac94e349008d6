package dev.cloudlet.iam.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The policies that AWS itself keeps, with AWS's own documents; each file holds one, the index names them. */
@Component
public class AwsManagedPolicies {
    private static final String DIRECTORY = "/aws-managed-policies/";

    private final Map<String, AwsManagedPolicy> byArn = new LinkedHashMap<>();
    private final JsonMapper json;

    /**
     * One policy of AWS.
     *
     * @param path begins and ends with a slash
     * @param version the default version, such as v4
     * @param updated when that version was made
     */
    public record AwsManagedPolicy(String name, String path, String version, Instant updated) {
        public String arn() {
            return "arn:aws:iam::aws:policy" + path + name;
        }
    }

    AwsManagedPolicies(JsonMapper json) {
        this.json = json;
        for (JsonNode each : read("index.json")) {
            AwsManagedPolicy policy = new AwsManagedPolicy(
                    each.get("name").asString(),
                    each.get("path").asString(),
                    each.get("version").asString(),
                    Instant.parse(each.get("updated").asString()));
            byArn.put(policy.arn(), policy);
        }
    }

    /** All of them, by name. */
    public List<AwsManagedPolicy> all() {
        return byArn.values().stream()
                .sorted(Comparator.comparing(AwsManagedPolicy::name))
                .toList();
    }

    public @Nullable AwsManagedPolicy find(String arn) {
        return byArn.get(arn);
    }

    /** The document, null for an ARN that is not known. */
    public @Nullable String document(String arn) {
        AwsManagedPolicy policy = byArn.get(arn);
        return policy == null ? null : text(policy.name() + ".json");
    }

    private JsonNode read(String file) {
        return json.readTree(text(file));
    }

    private static String text(String file) {
        try (InputStream in = AwsManagedPolicies.class.getResourceAsStream(DIRECTORY + file)) {
            if (in == null) {
                throw new IllegalStateException(DIRECTORY + file + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
