package dev.cloudlet.monitoring.trail;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the resources that a call names, by the members of its request and answer. */
final class ResourceNames {
    private static final int MOST = 50;
    private static final int DEEPEST = 8;
    private static final int LONGEST = 1_024;

    private static final Map<String, Map<String, String>> TYPES = Map.of(
            "s3", Map.of("bucket", "AWS::S3::Bucket", "key", "AWS::S3::Object"),
            "iam",
                    Map.of(
                            "username", "AWS::IAM::User",
                            "rolename", "AWS::IAM::Role",
                            "groupname", "AWS::IAM::Group",
                            "policyarn", "AWS::IAM::Policy",
                            "policyname", "AWS::IAM::Policy",
                            "instanceprofilename", "AWS::IAM::InstanceProfile",
                            "accesskeyid", "AWS::IAM::AccessKey"),
            "sts", Map.of("rolearn", "AWS::IAM::Role", "accesskeyid", "AWS::IAM::AccessKey"),
            "ec2",
                    Map.ofEntries(
                            Map.entry("instanceid", "AWS::EC2::Instance"),
                            Map.entry("instanceids", "AWS::EC2::Instance"),
                            Map.entry("imageid", "AWS::EC2::Ami"),
                            Map.entry("groupid", "AWS::EC2::SecurityGroup"),
                            Map.entry("securitygroupids", "AWS::EC2::SecurityGroup"),
                            Map.entry("subnetid", "AWS::EC2::Subnet"),
                            Map.entry("vpcid", "AWS::EC2::VPC"),
                            Map.entry("volumeid", "AWS::EC2::Volume"),
                            Map.entry("snapshotid", "AWS::EC2::Snapshot"),
                            Map.entry("keyname", "AWS::EC2::KeyPair"),
                            Map.entry("launchtemplateid", "AWS::EC2::LaunchTemplate"),
                            Map.entry("launchtemplatename", "AWS::EC2::LaunchTemplate"),
                            Map.entry("networkinterfaceid", "AWS::EC2::NetworkInterface"),
                            Map.entry("internetgatewayid", "AWS::EC2::InternetGateway"),
                            Map.entry("routetableid", "AWS::EC2::RouteTable")),
            "autoscaling",
                    Map.of(
                            "autoscalinggroupname", "AWS::AutoScaling::AutoScalingGroup",
                            "autoscalinggroupnames", "AWS::AutoScaling::AutoScalingGroup",
                            "policyname", "AWS::AutoScaling::ScalingPolicy",
                            "policyarn", "AWS::AutoScaling::ScalingPolicy"),
            "elasticloadbalancing",
                    Map.of(
                            "loadbalancerarn", "AWS::ElasticLoadBalancingV2::LoadBalancer",
                            "targetgrouparn", "AWS::ElasticLoadBalancingV2::TargetGroup",
                            "listenerarn", "AWS::ElasticLoadBalancingV2::Listener"),
            "codebuild", Map.of("projectname", "AWS::CodeBuild::Project"),
            "codedeploy",
                    Map.of(
                            "applicationname", "AWS::CodeDeploy::Application",
                            "deploymentgroupname", "AWS::CodeDeploy::DeploymentGroup",
                            "deploymentid", "AWS::CodeDeploy::Deployment"),
            "monitoring", Map.of("alarmname", "AWS::CloudWatch::Alarm", "alarmnames", "AWS::CloudWatch::Alarm"),
            "logs", Map.of("loggroupname", "AWS::Logs::LogGroup", "logstreamname", "AWS::Logs::LogStream"));

    private final Map<String, String> types;
    private final Set<TrailResource> found = new LinkedHashSet<>();

    private ResourceNames(Map<String, String> types) {
        this.types = types;
    }

    /** @param source such as {@code ec2.amazonaws.com} */
    static Set<TrailResource> of(String source, JsonNode request, JsonNode response) {
        Map<String, String> types = TYPES.get(source.substring(0, Math.max(0, source.indexOf('.'))));
        if (types == null) {
            return Set.of();
        }
        ResourceNames names = new ResourceNames(types);
        names.collect(request, 0);
        names.collect(response, 0);
        return names.found;
    }

    private void collect(JsonNode node, int depth) {
        if (depth > DEEPEST || found.size() >= MOST) {
            return;
        }
        if (node.isArray()) {
            node.forEach(child -> collect(child, depth + 1));
        }
        for (var member : node.properties()) {
            add(types.get(member.getKey().toLowerCase(Locale.ROOT)), member.getValue());
            collect(member.getValue(), depth + 1);
        }
    }

    private void add(@Nullable String type, JsonNode value) {
        if (type == null) {
            return;
        }
        if (value.isArray()) {
            value.forEach(child -> add(type, child));
        } else if (value.isString() && !value.stringValue().isEmpty() && found.size() < MOST) {
            String name = value.stringValue();
            found.add(new TrailResource(type, name.length() <= LONGEST ? name : name.substring(0, LONGEST)));
        }
    }
}
