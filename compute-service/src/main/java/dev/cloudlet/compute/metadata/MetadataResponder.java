package dev.cloudlet.compute.metadata;

import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.Instances;
import dev.cloudlet.compute.instance.MetadataOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Answers an instance about itself, in both versions of the service.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">Retrieving metadata</a>
 */
@Component
final class MetadataResponder {
    private static final String TOKEN = "x-aws-ec2-metadata-token";
    private static final String TTL = "x-aws-ec2-metadata-token-ttl-seconds";
    private static final int MOST_TTL = 21_600;
    private static final Pattern VERSIONED = Pattern.compile("/(latest|1\\.0|\\d{4}-\\d{2}-\\d{2})(?:/(.*))?");

    private final Instances instances;
    private final MetadataTokens tokens;
    private final InstanceMetadata metadata;

    MetadataResponder(Instances instances, MetadataTokens tokens, InstanceMetadata metadata) {
        this.instances = instances;
        this.tokens = tokens;
        this.metadata = metadata;
    }

    /** Who asks is known by the VPC and the address that the connection comes from, which a machine cannot forge. */
    MetadataAnswer answer(String vpcId, String address, MetadataRequest request) {
        Optional<Instance> found = instances.at(vpcId, address);
        if (found.isEmpty()) {
            return MetadataAnswer.failure(404);
        }
        Instance instance = found.get();
        MetadataOptions options = instance.launch().metadata();
        if (!options.enabled()) {
            return MetadataAnswer.failure(403);
        }
        return switch (request.method()) {
            case "PUT" -> token(instance, request);
            case "GET", "HEAD" -> read(instance, options, request);
            default -> MetadataAnswer.failure(405);
        };
    }

    private MetadataAnswer token(Instance instance, MetadataRequest request) {
        if (!request.path().equals("/latest/api/token")) {
            return MetadataAnswer.failure(405);
        }
        // A proxy that forwards requests of others must not get a token for them.
        if (request.header("x-forwarded-for") != null) {
            return MetadataAnswer.failure(403);
        }
        String wanted = request.header(TTL);
        if (wanted == null || !wanted.matches("\\d{1,5}")) {
            return MetadataAnswer.failure(400);
        }
        int seconds = Integer.parseInt(wanted);
        if (seconds < 1 || seconds > MOST_TTL) {
            return MetadataAnswer.failure(400);
        }
        return MetadataAnswer.text(tokens.issue(instance.id(), seconds)).with(TTL, wanted);
    }

    private MetadataAnswer read(Instance instance, MetadataOptions options, MetadataRequest request) {
        String token = request.header(TOKEN);
        long remaining = token == null ? 0 : tokens.remaining(token, instance.id());
        if (token == null ? options.tokenRequired() : remaining <= 0) {
            return MetadataAnswer.failure(401);
        }
        MetadataAnswer answer =
                find(instance, request.path()).map(MetadataAnswer::bytes).orElseGet(() -> MetadataAnswer.failure(404));
        return token == null ? answer : answer.with(TTL, Long.toString(remaining));
    }

    private Optional<byte[]> find(Instance instance, String path) {
        if (path.equals("/")) {
            return Optional.of("latest".getBytes(StandardCharsets.US_ASCII));
        }
        Matcher versioned = VERSIONED.matcher(path);
        if (!versioned.matches()) {
            return Optional.empty();
        }
        String below = versioned.group(2) == null ? "" : versioned.group(2);
        return decoded(below).flatMap(metadata.of(instance)::find);
    }

    private static Optional<String> decoded(String path) {
        try {
            return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
