package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.StartFailure;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Starts a cloud with nothing in it, asks it for a little of everything, and stops it: what the JVM sees meanwhile goes into
 * the AOT cache, with which later starts take half the time. Run by {@code ./cloudlet up} after a build.
 */
public final class TrainingMain {
    /** The interpreter hands a method to the compilers after some hundred calls; their profiles are kept too. */
    private static final int ROUNDS = 30;

    /** The processes of a cluster have only the compiler that needs no profiles: once to see the classes, once again. */
    private static final int CLUSTER_ROUNDS = 2;

    /** Given as an argument: as the processes of a cluster do it. */
    static final String CLUSTER = "cluster";

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

    private TrainingMain() {}

    public static void main(String[] args) {
        try {
            if (List.of(args).contains(CLUSTER)) {
                try (ClusterTraining cloud = ClusterTraining.start()) {
                    rounds(cloud.endpoint(), CLUSTER_ROUNDS);
                }
            } else {
                try (Standalone cloud = Standalone.start(StandaloneConfig.temporary())) {
                    rounds(cloud.endpoint(), ROUNDS);
                }
            }
        } catch (StartFailure failure) {
            System.err.println(failure.problem() + ". Next: " + failure.nextStep() + ".");
            System.exit(1);
        }
    }

    private static void rounds(URI endpoint, int rounds) {
        try (SignedClient client = new SignedClient(endpoint)) {
            for (int round = 0; round < rounds; round++) {
                round(client);
            }
        }
    }

    private static void round(SignedClient client) {
        client.send("s3", SdkHttpMethod.PUT, "/training", Map.of(), "");
        client.send("s3", SdkHttpMethod.PUT, "/training/key", Map.of("x-amz-meta-a", "b"), "content");
        client.send("s3", SdkHttpMethod.GET, "/training/key", Map.of(), "");
        client.send("s3", SdkHttpMethod.HEAD, "/training/key", Map.of(), "");
        client.send("s3", SdkHttpMethod.GET, "/training", Map.of(), "");
        client.send("s3", SdkHttpMethod.DELETE, "/training/key", Map.of(), "");
        client.send("s3", SdkHttpMethod.GET, "/", Map.of(), "");
        FORMS.forEach((service, forms) -> forms.forEach(form -> client.send(
                service, SdkHttpMethod.POST, "/", Map.of("content-type", "application/x-www-form-urlencoded"), form)));
        TARGETS.forEach((service, target) -> client.send(
                service,
                SdkHttpMethod.POST,
                "/",
                Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target),
                "{}"));
    }
}
