package dev.cloudlet.storage.cors;

import dev.cloudlet.kit.call.CrossOrigin;
import dev.cloudlet.protocol.ModelJson;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.protocol.S3Quirks;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.BucketConfigurations;
import dev.cloudlet.storage.bucket.BucketConfigurations.Kind;
import dev.cloudlet.storage.bucket.Buckets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;

/** Answers browsers by the rules of the bucket that a request names. */
@Component
final class BucketCrossOrigin implements CrossOrigin {
    private static final String REQUESTED_METHOD = "access-control-request-method";
    private static final String REQUESTED_HEADERS = "access-control-request-headers";

    private final Buckets buckets;
    private final BucketConfigurations configurations;

    BucketCrossOrigin(Buckets buckets, BucketConfigurations configurations) {
        this.buckets = buckets;
        this.configurations = configurations;
    }

    @Override
    public Map<String, String> headers(RequestHead head) {
        String origin = head.first("origin");
        String asked = head.first(REQUESTED_METHOD);
        String method = asked == null ? head.method() : asked;
        return origin == null
                ? Map.of()
                : rules(head)
                        .flatMap(rules -> CorsRules.answer(rules, origin, method, head.first(REQUESTED_HEADERS)))
                        .orElse(Map.of());
    }

    @Override
    public Map<String, String> preflight(RequestHead head) {
        String origin = required(head, "origin", "Insufficient information. Origin request header needed.");
        String method = required(head, REQUESTED_METHOD, "Invalid Access-Control-Request-Method: null");
        CORSConfiguration rules = rules(head).orElseThrow(() -> S3Error.ACCESS_FORBIDDEN
                .of("CORSResponse: CORS is not enabled for this bucket.")
                .with("Method", method)
                .with("ResourceType", "BUCKET"));
        return CorsRules.answer(rules, origin, method, head.first(REQUESTED_HEADERS))
                .orElseThrow(() ->
                        S3Error.ACCESS_FORBIDDEN.error().with("Method", method).with("ResourceType", "OBJECT"));
    }

    private static String required(RequestHead head, String name, String problem) {
        @Nullable String value = head.first(name);
        if (value == null || value.isBlank()) {
            throw S3Error.BAD_REQUEST.of(problem);
        }
        return value;
    }

    private Optional<CORSConfiguration> rules(RequestHead head) {
        String path = S3Quirks.pathStyle(head).rawPath();
        int slash = path.indexOf('/', 1);
        String name = path.length() < 2 ? "" : path.substring(1, slash < 0 ? path.length() : slash);
        return buckets.find(name)
                .flatMap(bucket -> configurations.find(bucket, Kind.CORS))
                .map(document -> ModelJson.read(document, CORSConfiguration.builder()));
    }
}
