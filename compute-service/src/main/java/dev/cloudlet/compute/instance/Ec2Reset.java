package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.machine.Interfaces;
import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import dev.cloudlet.sandbox.Availability;
import dev.cloudlet.sandbox.Sandbox;
import dev.cloudlet.sandbox.image.Images;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Terminates everything and forgets it; the default VPCs come back when somebody looks. */
@Component
@Order(100) // after those whose resources use instances, interfaces and subnets
final class Ec2Reset implements Resettable {
    private final Tables tables;
    private final Sandbox sandbox;
    private final Interfaces interfaces;
    private final ExitWatch exits;

    Ec2Reset(Tables tables, Sandbox sandbox, Interfaces interfaces, ExitWatch exits) {
        this.tables = tables;
        this.sandbox = sandbox;
        this.interfaces = interfaces;
        this.exits = exits;
    }

    @Override
    public void reset() {
        tables.empty(
                "instance",
                "image",
                "network_interface",
                "launch_template_version",
                "launch_template",
                "key_pair",
                "security_group_rule",
                "security_group",
                "route",
                "route_table_association",
                "route_table",
                "network_acl",
                "internet_gateway",
                "subnet",
                "vpc",
                "seeded_region",
                "tag",
                "client_token");
    }

    @Override
    public void forget() {
        if (sandbox.machines().availability() instanceof Availability.Available) {
            sandbox.machines().terminateAll();
            exits.forget();
            interfaces.removeAll();
            sandbox.images().list().stream()
                    .map(Images.Image::id)
                    .filter(id -> !id.equals(Images.HOST_USERLAND))
                    .forEach(sandbox.images()::delete);
        }
    }
}
