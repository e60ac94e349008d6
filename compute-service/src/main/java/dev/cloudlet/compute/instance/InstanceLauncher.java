package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.image.Image;
import dev.cloudlet.compute.image.Images;
import dev.cloudlet.compute.instancetype.InstanceTypes;
import dev.cloudlet.compute.keypair.KeyPairs;
import dev.cloudlet.compute.securitygroup.SecurityGroup;
import dev.cloudlet.compute.securitygroup.SecurityGroups;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.compute.vpc.Subnet;
import dev.cloudlet.compute.vpc.Subnets;
import dev.cloudlet.kit.work.WorkQueue;
import dev.cloudlet.sandbox.Availability;
import dev.cloudlet.sandbox.Machines;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Launches instances: they are kept as pending at once; their machines start when the transaction has committed. */
@Component
public final class InstanceLauncher {
    private final Machines machines;
    private final Images images;
    private final KeyPairs keyPairs;
    private final Subnets subnets;
    private final SecurityGroups groups;
    private final InstanceProfiles profiles;
    private final Enis enis;
    private final Instances instances;
    private final Tags tags;
    private final WorkQueue works;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InstanceLauncher(
            Machines machines,
            Images images,
            KeyPairs keyPairs,
            Subnets subnets,
            SecurityGroups groups,
            InstanceProfiles profiles,
            Enis enis,
            Instances instances,
            Tags tags,
            WorkQueue works,
            TransactionTemplate transaction,
            Clock clock) {
        this.machines = machines;
        this.images = images;
        this.keyPairs = keyPairs;
        this.subnets = subnets;
        this.groups = groups;
        this.profiles = profiles;
        this.enis = enis;
        this.instances = instances;
        this.tags = tags;
        this.works = works;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Launches instances in one subnet, all or none.
     *
     * @param tags besides those of the specification; may begin with {@code aws:}
     * @param owner the AWS service that launches, such as {@code autoscaling}; empty for a user
     * @throws dev.cloudlet.protocol.AwsException what RunInstances would answer
     */
    public List<Instance> launch(
            Place place,
            LaunchSpec spec,
            String subnetId,
            int count,
            Map<String, String> tags,
            Optional<String> owner) {
        return launch(place, spec, subnetId, count, tags, owner, Optional.empty());
    }

    List<Instance> launch(
            Place place,
            LaunchSpec spec,
            String subnetId,
            int count,
            Map<String, String> more,
            Optional<String> owner,
            Optional<String> clientToken) {
        requireHost();
        Image image = images.require(place, spec.imageId());
        if (!image.isAvailable()) {
            throw Ec2Error.INVALID_AMI_ID_UNAVAILABLE.of("The image id '[%s]' is not available", image.id());
        }
        InstanceTypes.require(spec.instanceType());
        spec.keyName().ifPresent(name -> keyPairs.require(place, name));
        Subnet subnet = subnets.get(place, subnetId);
        List<String> groupIds = groupIds(place, subnet, spec.securityGroupIds());
        Optional<Instance.Profile> profile = spec.profile().map(named -> {
            InstanceProfiles.Found found = profiles.require(place.account(), named);
            return new Instance.Profile(found.arn(), found.id());
        });
        Instance.Launch launch = new Instance.Launch(
                image.id(),
                spec.instanceType(),
                spec.keyName(),
                profile,
                spec.userData(),
                spec.terminationProtected(),
                spec.shutdownTerminates(),
                spec.detailedMonitoring(),
                spec.publicAddress().orElse(subnet.publicAddresses()),
                spec.metadata(),
                clientToken);
        Batch batch = new Batch(subnet, groupIds, spec, launch, more, owner);
        List<Instance> launched = transaction.execute(status -> add(batch, count));
        return List.copyOf(launched == null ? List.of() : launched);
    }

    /** Refuses, with the reason, on a host where no machine can run. */
    void requireHost() {
        if (machines.availability() instanceof Availability.Unavailable(String reason)) {
            throw Ec2Error.UNSUPPORTED_OPERATION.of("Instances cannot run on this host: %s", reason);
        }
    }

    private record Batch(
            Subnet subnet,
            List<String> groupIds,
            LaunchSpec spec,
            Instance.Launch launch,
            Map<String, String> tags,
            Optional<String> owner) {}

    private List<String> groupIds(Place place, Subnet subnet, List<String> wanted) {
        if (wanted.isEmpty()) {
            return groups.named(place, subnet.vpcId(), "default").stream()
                    .map(SecurityGroup::id)
                    .toList();
        }
        for (SecurityGroup group : groups.require(place, wanted)) {
            if (!group.vpcId().equals(subnet.vpcId())) {
                throw Ec2Error.INVALID_PARAMETER.of(
                        "Security group %s and subnet %s belong to different networks.", group.id(), subnet.id());
            }
        }
        return wanted.stream().distinct().toList();
    }

    private List<Instance> add(Batch batch, int count) {
        String reservation = ResourceIds.random("r");
        List<Instance> launched = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            launched.add(add(batch, reservation, index));
        }
        return launched;
    }

    private Instance add(Batch batch, String reservation, int index) {
        Place place = batch.subnet().place();
        String id = ResourceIds.random("i");
        Eni eni = enis.create(new Enis.Wanted(
                batch.subnet(),
                batch.spec().privateIp(),
                batch.groupIds(),
                "",
                "interface",
                Optional.empty(),
                Optional.of(id)));
        Map<String, String> all = new TreeMap<>(batch.spec().tags().getOrDefault("instance", Map.of()));
        all.putAll(batch.tags());
        Instant now = clock.instant();
        Instance instance = new Instance(
                place,
                id,
                reservation,
                index,
                batch.owner(),
                InstanceState.PENDING,
                now,
                "",
                Optional.empty(),
                new Instance.Location(
                        eni.zone(),
                        eni.subnetId(),
                        eni.vpcId(),
                        eni.id(),
                        eni.address(),
                        Optional.empty(),
                        eni.groupIds()),
                batch.launch(),
                now,
                new Instance.Life(false, 0, 0),
                false,
                Map.copyOf(all));
        instances.add(instance);
        tags.put(place, id, "instance", all);
        tags.put(place, eni.id(), "network-interface", batch.spec().tags().getOrDefault("network-interface", Map.of()));
        works.request(InstanceWork.NAME, id);
        return instance;
    }
}
