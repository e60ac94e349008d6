package dev.cloudlet.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Asks a cloud what clients ask most, in each of AWS's protocols. What the answers say does not matter here. */
final class TrainingClient implements AutoCloseable {
    private static final Set<String> SET_BY_THE_CLIENT = Set.of("host", "content-length");
    private static final AwsCredentialsIdentity ROOT = AwsCredentialsIdentity.create("test", "test");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Map<String, List<String>> FORMS = Map.of(
            "sts", List.of("Action=GetCallerIdentity&Version=2011-06-15"),
            "iam",
                    List.of(
                            "Action=CreateUser&UserName=training&Version=2010-05-08",
                            "Action=GetUser&UserName=training&Version=2010-05-08",
                            "Action=ListUsers&Version=2010-05-08",
                            "Action=ListRoles&Version=2010-05-08",
                            "Action=DeleteUser&UserName=training&Version=2010-05-08"),
            "ec2",
                    List.of(
                            "Action=DescribeInstances&Version=2016-11-15",
                            "Action=DescribeVpcs&Version=2016-11-15",
                            "Action=DescribeSubnets&Version=2016-11-15",
                            "Action=DescribeAvailabilityZones&Version=2016-11-15"),
            "autoscaling", List.of("Action=DescribeAutoScalingGroups&Version=2011-01-01"),
            "elasticloadbalancing", List.of("Action=DescribeLoadBalancers&Version=2015-12-01"),
            "monitoring", List.of("Action=ListMetrics&Version=2010-08-01"));

    private static final Map<String, String> TARGETS = Map.of(
            "codebuild", "CodeBuild_20161006.ListProjects",
            "codedeploy", "CodeDeploy_20141006.ListApplications",
            "logs", "Logs_20140328.DescribeLogGroups",
            "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
            "monitoring", "GraniteServiceVersion20100801.DescribeAlarms");

    private final URI endpoint;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    TrainingClient(URI endpoint) {
        this.endpoint = endpoint;
    }

    void round() {
        send("s3", SdkHttpMethod.PUT, "/training", Map.of(), "");
        send("s3", SdkHttpMethod.PUT, "/training/key", Map.of("x-amz-meta-a", "b"), "content");
        send("s3", SdkHttpMethod.GET, "/training/key", Map.of(), "");
        send("s3", SdkHttpMethod.HEAD, "/training/key", Map.of(), "");
        send("s3", SdkHttpMethod.GET, "/training", Map.of(), "");
        send("s3", SdkHttpMethod.DELETE, "/training/key", Map.of(), "");
        send("s3", SdkHttpMethod.GET, "/", Map.of(), "");
        FORMS.forEach((service, forms) -> forms.forEach(form -> send(
                service, SdkHttpMethod.POST, "/", Map.of("content-type", "application/x-www-form-urlencoded"), form)));
        TARGETS.forEach((service, target) -> send(
                service,
                SdkHttpMethod.POST,
                "/",
                Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target),
                "{}"));
    }

    private void send(String service, SdkHttpMethod method, String path, Map<String, String> headers, String body) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().uri(endpoint.resolve(path)).method(method);
        headers.forEach(request::putHeader);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SignedRequest signed = signer.sign(sign -> sign.identity(ROOT)
                .request(request.build())
                .payload(ContentStreamProvider.fromByteArray(bytes))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3")));
        exchange(signed, bytes);
    }

    private void exchange(SignedRequest signed, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.request().getUri())
                .timeout(LIMIT)
                .method(signed.request().method().name(), HttpRequest.BodyPublishers.ofByteArray(body));
        signed.request().headers().forEach((name, values) -> {
            if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            http.send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
