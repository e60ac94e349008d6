package dev.cloudlet.protocol;

import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One service module of the SDK: its synchronous client, whose operations are called by request class. */
final class AwsModule implements AutoCloseable {
    static final List<String> ALL = List.of(
            "iam",
            "sts",
            "autoscaling",
            "elasticloadbalancing",
            "monitoring",
            "ec2",
            "codebuild",
            "codedeploy",
            "logs",
            "cloudtrail",
            "kms",
            "events",
            "s3",
            "cloudfront",
            "route53",
            "xray");
    private static final Map<String, String> CLIENTS = Map.ofEntries(
            Map.entry("iam", "Iam"),
            Map.entry("sts", "Sts"),
            Map.entry("autoscaling", "AutoScaling"),
            Map.entry("elasticloadbalancing", "ElasticLoadBalancingV2"),
            Map.entry("monitoring", "CloudWatch"),
            Map.entry("ec2", "Ec2"),
            Map.entry("codebuild", "CodeBuild"),
            Map.entry("codedeploy", "CodeDeploy"),
            Map.entry("logs", "CloudWatchLogs"),
            Map.entry("cloudtrail", "CloudTrail"),
            Map.entry("kms", "Kms"),
            Map.entry("events", "EventBridge"),
            Map.entry("s3", "S3"),
            Map.entry("cloudfront", "CloudFront"),
            Map.entry("route53", "Route53"),
            Map.entry("xray", "XRay"));

    private final SdkClient client;
    private final Map<Class<?>, Method> calls = new HashMap<>();
    private final Class<?> type;

    AwsModule(ServiceModel service, URI endpoint) throws ReflectiveOperationException {
        type = Class.forName(service.javaPackage() + "." + CLIENTS.get(service.id()) + "Client");
        Object builder = type.getMethod("builder").invoke(null);
        ((AwsClientBuilder<?, ?>) builder)
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(retries -> retries.maxAttempts(1))
                        .apiCallTimeout(Duration.ofSeconds(30)));
        if (builder instanceof S3ClientBuilder s3) {
            s3.forcePathStyle(true);
        }
        client = (SdkClient) ((SdkBuilder<?, ?>) builder).build();
        for (Method method : type.getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (parameters.length > 0
                    && SdkPojo.class.isAssignableFrom(parameters[0])
                    && isCall(parameters)
                    && !method.getName().endsWith("Paginator")) {
                calls.merge(parameters[0], method, (a, b) -> a.getParameterCount() > b.getParameterCount() ? a : b);
            }
        }
    }

    private static boolean isCall(Class<?>[] parameters) {
        return parameters.length == 1
                || (parameters.length == 2
                        && (parameters[1] == RequestBody.class || parameters[1] == ResponseTransformer.class));
    }

    String name() {
        return type.getSimpleName().replaceAll("Client$", "");
    }

    /** The simple names of all request classes the client takes. */
    List<String> requests() {
        return calls.keySet().stream().map(Class::getSimpleName).sorted().toList();
    }

    @Nullable
    Method call(OperationModel operation) {
        return calls.get(operation.requestClass());
    }

    /** Calls an operation; a stream in the answer is compared with what the server always sends. */
    Object invoke(Method call, SdkPojo request) throws ReflectiveOperationException {
        if (call.getParameterCount() == 1) {
            return call.invoke(client, request);
        }
        if (call.getParameterTypes()[1] == RequestBody.class) {
            return call.invoke(client, request, RequestBody.fromString("body"));
        }
        var bytes = (software.amazon.awssdk.core.ResponseBytes<?>)
                call.invoke(client, request, ResponseTransformer.toBytes());
        if (!Arrays.equals(bytes.asByteArray(), WireServer.STREAM)) {
            throw new IllegalStateException("another stream arrived");
        }
        return bytes.response();
    }

    @Override
    public void close() {
        client.close();
    }
}
