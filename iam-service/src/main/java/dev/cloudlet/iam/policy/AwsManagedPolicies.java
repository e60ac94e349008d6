package dev.cloudlet.iam.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The policies that AWS itself keeps, with AWS's own documents; each file holds one, the index names them. */
@Component
class AwsManagedPolicies {
    private static final String DIRECTORY = "/aws-managed-policies/";

    private final Map<String, ManagedPolicy> byArn = new LinkedHashMap<>();
    private final Map<String, String> documents = new ConcurrentHashMap<>();

    AwsManagedPolicies(JsonMapper json) {
        for (JsonNode each : json.readTree(text("index.json"))) {
            PolicyArn arn = new PolicyArn(
                    "aws", each.get("path").asString(), each.get("name").asString());
            ManagedPolicy policy = new ManagedPolicy(
                    arn,
                    each.get("id").asString(),
                    "",
                    each.get("version").asInt(),
                    Instant.parse(each.get("created").asString()),
                    Instant.parse(each.get("updated").asString()),
                    Map.of());
            byArn.put(arn.toString(), policy);
        }
    }

    /** All of them. */
    Collection<ManagedPolicy> all() {
        return Collections.unmodifiableCollection(byArn.values());
    }

    @Nullable
    ManagedPolicy find(String arn) {
        return byArn.get(arn);
    }

    /** The document of the default version, null for an ARN that is not known. */
    @Nullable
    String document(String arn) {
        ManagedPolicy policy = byArn.get(arn);
        return policy == null ? null : documents.computeIfAbsent(policy.name(), name -> text(name + ".json"));
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
