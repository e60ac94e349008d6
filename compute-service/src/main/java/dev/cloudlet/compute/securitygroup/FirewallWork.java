package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.kit.work.Work;
import org.springframework.stereotype.Component;

/** Carries a change of a security group, or of an interface's groups, to the networks once it has been committed. */
@Component
public final class FirewallWork implements Work {
    /** Requested with the id of a security group or a network interface. */
    public static final String NAME = "firewall";

    private final Firewall firewall;
    private final Enis enis;

    FirewallWork(Firewall firewall, Enis enis) {
        this.firewall = firewall;
        this.enis = enis;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String key) {
        if (key.startsWith("eni-")) {
            enis.find(key).ifPresent(firewall::settle);
        } else {
            firewall.settleGroup(key);
        }
        return Next.done();
    }
}
