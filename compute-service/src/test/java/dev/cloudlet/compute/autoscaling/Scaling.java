package dev.cloudlet.compute.autoscaling;

import static dev.cloudlet.compute.testing.ComputeFixture.PLACE;

import dev.cloudlet.compute.testing.ComputeFixture;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;

/** A group that tests begin with, and its work step by step. */
record Scaling(ComputeFixture compute, String group) {
    GroupKey key() {
        return new GroupKey(PLACE, group);
    }

    /** Makes the group, with a launch template of its name. */
    void create(UnaryOperator<CreateAutoScalingGroupRequest.Builder> more) {
        String image = compute.ask(DescribeImagesRequest.builder().build(), DescribeImagesResponse.class)
                .images()
                .getFirst()
                .imageId();
        compute.ask(
                CreateLaunchTemplateRequest.builder()
                        .launchTemplateName(group)
                        .launchTemplateData(d -> d.imageId(image).instanceType("t3.micro"))
                        .build(),
                CreateLaunchTemplateResponse.class);
        compute.ask(more.apply(wanted()).build(), CreateAutoScalingGroupResponse.class);
    }

    CreateAutoScalingGroupRequest.Builder wanted() {
        return CreateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(group)
                .launchTemplate(t -> t.launchTemplateName(group))
                .availabilityZones("us-east-1a", "us-east-1b")
                .minSize(0)
                .maxSize(5)
                .desiredCapacity(2);
    }

    /** Takes the group, and the machines behind it, as many steps further. */
    void steps(int count) {
        for (int n = 0; n < count; n++) {
            compute.work(GroupWork.NAME, key().text());
            members().forEach(each -> compute.work("instance", each.id()));
        }
    }

    List<Member> members() {
        return compute.bean(Members.class).of(key());
    }

    List<Phase> phases() {
        return members().stream().map(Member::phase).toList();
    }

    ScalingGroup found() {
        return compute.bean(ScalingGroups.class).find(key()).orElseThrow();
    }

    AutoScalingGroup described() {
        return compute
                .ask(
                        DescribeAutoScalingGroupsRequest.builder()
                                .autoScalingGroupNames(group)
                                .build(),
                        DescribeAutoScalingGroupsResponse.class)
                .autoScalingGroups()
                .stream()
                .findFirst()
                .orElseThrow();
    }
}
