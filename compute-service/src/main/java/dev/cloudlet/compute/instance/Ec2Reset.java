package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.machine.Interfaces;
import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.sandbox.Availability;
import dev.cloudlet.sandbox.Sandbox;
import dev.cloudlet.sandbox.image.Images;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Terminates everything and forgets it; the default VPCs come back when somebody looks. */
@Component
@Order(100) // after those whose resources use instances, interfaces and subnets
final class Ec2Reset implements Resettable {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Sandbox sandbox;
    private final Interfaces interfaces;

    Ec2Reset(JdbcClient jdbc, TransactionTemplate transaction, Sandbox sandbox, Interfaces interfaces) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.sandbox = sandbox;
        this.interfaces = interfaces;
    }

    @Override
    public void reset() {
        // One statement for all: TRUNCATE would make new files for each table, which takes longer than what little
        // there is.
        transaction.executeWithoutResult(status -> jdbc.sql("""
                        DELETE FROM instance;
                        DELETE FROM image;
                        DELETE FROM network_interface;
                        DELETE FROM launch_template;
                        DELETE FROM key_pair;
                        DELETE FROM security_group;
                        DELETE FROM route_table;
                        DELETE FROM network_acl;
                        DELETE FROM internet_gateway;
                        DELETE FROM subnet;
                        DELETE FROM vpc;
                        DELETE FROM seeded_region;
                        DELETE FROM tag;
                        DELETE FROM client_token
                        """).update());
        if (sandbox.machines().availability() instanceof Availability.Available) {
            sandbox.machines().reconcile(Set.of());
            interfaces.removeAll();
            sandbox.images().list().stream()
                    .map(Images.Image::id)
                    .filter(id -> !id.equals(Images.HOST_USERLAND))
                    .forEach(sandbox.images()::delete);
        }
    }
}
