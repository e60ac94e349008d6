package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceState;
import dev.cloudlet.compute.instance.Instances;
import dev.cloudlet.sandbox.network.Cidr;
import java.net.Inet4Address;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Where the targets of a group are to be found: an instance that does not run is nowhere. */
@Component
public final class TargetAddresses {
    private final Instances instances;

    TargetAddresses(Instances instances) {
        this.instances = instances;
    }

    /** The addresses by the targets' ids. */
    public Map<String, Inet4Address> of(Group group, Collection<Target> targets) {
        Map<String, Inet4Address> found = new HashMap<>();
        List<String> ids = targets.stream().map(Target::id).distinct().toList();
        if (!group.ofInstances()) {
            ids.forEach(id -> found.put(id, Cidr.addressOf(id)));
            return found;
        }
        for (Instance instance : instances.find(group.place(), ids)) {
            // One that shuts down still answers what it was asked before, so it is known until it is gone.
            if (instance.state() == InstanceState.RUNNING || instance.state() == InstanceState.SHUTTING_DOWN) {
                found.put(instance.id(), Cidr.addressOf(instance.privateIp()));
            }
        }
        return found;
    }

    /** EC2's names of the instances' states, by their ids. */
    Map<String, String> states(Group group, Collection<Target> targets) {
        Map<String, String> found = new HashMap<>();
        if (group.ofInstances()) {
            instances
                    .find(group.place(), targets.stream().map(Target::id).toList())
                    .forEach(each -> found.put(each.id(), each.state().awsName()));
        }
        return found;
    }
}
