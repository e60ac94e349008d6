package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceLauncher;
import dev.cloudlet.compute.instance.LaunchSpec;
import dev.cloudlet.compute.instance.LaunchSpecs;
import dev.cloudlet.compute.launchtemplate.LaunchTemplates;
import dev.cloudlet.compute.launchtemplate.Template;
import dev.cloudlet.compute.vpc.Subnet;
import dev.cloudlet.compute.vpc.Subnets;
import dev.cloudlet.protocol.AwsException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/**
 * Launches an instance for a group. The launch and the group's record of it are one transaction: after a crash there is either
 * both or neither.
 */
@Component
class Launching {
    private final ScalingGroups groups;
    private final Members members;
    private final Activities activities;
    private final BackOff backOff;
    private final Refreshes refreshes;
    private final LaunchTemplates templates;
    private final LaunchSpecs specs;
    private final InstanceLauncher launcher;
    private final Subnets subnets;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Launching(
            ScalingGroups groups,
            Members members,
            Activities activities,
            BackOff backOff,
            Refreshes refreshes,
            LaunchTemplates templates,
            LaunchSpecs specs,
            InstanceLauncher launcher,
            Subnets subnets,
            TransactionTemplate transaction,
            Clock clock) {
        this.groups = groups;
        this.members = members;
        this.activities = activities;
        this.backOff = backOff;
        this.refreshes = refreshes;
        this.templates = templates;
        this.specs = specs;
        this.launcher = launcher;
        this.subnets = subnets;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What a launch template says, in the version that a group names. */
    record Planned(Template template, String version, LaunchSpec spec) {}

    Planned plan(Place place, LaunchTemplateSpecification wanted) {
        Template template = templates.require(
                place,
                wanted.launchTemplateId(),
                wanted.launchTemplateId() == null ? wanted.launchTemplateName() : null);
        String version = Objects.requireNonNullElse(wanted.version(), LaunchTemplates.DEFAULT);
        String number = String.valueOf(templates.version(template, version).number());
        return new Planned(template, number, specs.of(place, template, number));
    }

    private Planned plan(ScalingGroup group) {
        return plan(group.key().place(), refreshes.template(group));
    }

    /** The number of the version that a group launches now; empty text when its template is gone. */
    String version(ScalingGroup group) {
        try {
            return plan(group).version();
        } catch (AwsException gone) {
            return "";
        }
    }

    /** The subnets of a group, in its order: those it names, else the default ones of its zones. */
    List<Subnet> subnets(Place place, List<String> subnetIds, List<String> zones) {
        return subnetIds.isEmpty()
                ? zones.stream()
                        .flatMap(zone -> subnets.defaultOf(place, zone).stream())
                        .toList()
                : subnetIds.stream().map(id -> subnets.get(place, id)).toList();
    }

    /** One more instance, if there are still fewer than wanted; false if not, or if it failed. */
    boolean launchOne(GroupKey key) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> launch(key)));
        } catch (AwsException refused) {
            transaction.executeWithoutResult(status -> refuse(key, refused));
            return false;
        }
    }

    private boolean launch(GroupKey key) {
        Optional<ScalingGroup> found = groups.lock(key);
        if (found.isEmpty()) {
            return false;
        }
        ScalingGroup group = found.get();
        List<Member> all = members.of(key);
        long have = all.stream().filter(Member::counts).count();
        if (have >= group.desired()) {
            return false;
        }
        Place place = key.place();
        Planned planned = plan(group);
        List<Subnet> possible =
                subnets(place, group.subnetIds(), group.document().availabilityZones());
        String zone = Balance.launchZone(
                possible.stream().map(Subnet::zone).distinct().toList(),
                all.stream().filter(Member::counts).toList());
        Subnet subnet = possible.stream()
                .filter(each -> each.zone().equals(zone))
                .findFirst()
                .orElseThrow();
        Instance instance = launcher.launch(
                        place, planned.spec(), subnet.id(), 1, tags(group, planned), Optional.of("autoscaling"))
                .getFirst();
        Activity activity =
                activities.begin(group, "Launching a new EC2 instance: " + instance.id(), cause(group, have), zone);
        members.add(
                key,
                new Member(
                        instance.id(),
                        zone,
                        Phase.PENDING,
                        true,
                        Optional.empty(),
                        Boolean.TRUE.equals(group.document().newInstancesProtectedFromScaleIn()),
                        planned.spec().instanceType(),
                        Optional.of(new Member.Template(
                                planned.template().id(), planned.template().name(), planned.version())),
                        instance.launched(),
                        Optional.empty(),
                        Optional.of(activity.activityId())));
        activities.status(activity.activityId(), ScalingActivityStatusCode.PRE_IN_SERVICE, 30);
        return true;
    }

    private String cause(ScalingGroup group, long have) {
        String sentence = Activities.at(clock.instant())
                + " an instance was started in response to a difference between desired and actual capacity,"
                + " increasing the capacity from " + have + " to " + group.desired() + ".";
        return group.cause().isEmpty() ? sentence : group.cause() + "  " + sentence;
    }

    private static Map<String, String> tags(ScalingGroup group, Planned planned) {
        Map<String, String> tags = new HashMap<>();
        group.document().tags().stream()
                .filter(each -> Boolean.TRUE.equals(each.propagateAtLaunch()))
                .forEach(each -> tags.put(each.key(), Objects.requireNonNullElse(each.value(), "")));
        tags.put("aws:autoscaling:groupName", group.key().name());
        tags.put("aws:ec2launchtemplate:id", planned.template().id());
        tags.put("aws:ec2launchtemplate:version", planned.version());
        return tags;
    }

    private void refuse(GroupKey key, AwsException refused) {
        Optional<ScalingGroup> found = groups.lock(key);
        if (found.isEmpty()) {
            return;
        }
        ScalingGroup group = found.get();
        long have = members.of(key).stream().filter(Member::counts).count();
        Activity activity = activities.begin(group, "Launching a new EC2 instance", cause(group, have), null);
        activities.fail(activity.activityId(), refused.message() + " Launching EC2 instance failed.");
        backOff.failed(group);
    }
}
