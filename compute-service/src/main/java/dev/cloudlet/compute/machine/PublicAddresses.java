package dev.cloudlet.compute.machine;

import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.Networks;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives interfaces public addresses of the pool that this host routes to its VPCs. */
@Component
public final class PublicAddresses {
    private static final Logger log = LoggerFactory.getLogger(PublicAddresses.class);
    private static final int TRIES = 64;

    private final Networks networks;
    private final Enis enis;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock choosing = new ReentrantLock();

    PublicAddresses(Networks networks, Enis enis) {
        this.networks = networks;
        this.enis = enis;
    }

    /** The public address of an attached interface: the one it has, else a free one; empty when none is left. */
    public Optional<String> associate(Eni eni) {
        Optional<String> address = eni.publicAddress().or(() -> choose(eni));
        address.ifPresentOrElse(
                found -> networks.associate(Cidr.addressOf(found), eni.vpcId(), eni.id()),
                () -> log.warn("no public address is left for {}", eni.id()));
        return address;
    }

    /** Takes an interface's public address away; it is free for others. */
    public void release(Eni eni) {
        eni.publicAddress().ifPresent(address -> {
            networks.disassociate(Cidr.addressOf(address));
            enis.publicAddress(eni.id(), Optional.empty());
        });
    }

    private Optional<String> choose(Eni eni) {
        Cidr pool = networks.publicPool();
        // The first and the last address of the pool are left to the host.
        long room = pool.size() - 2;
        choosing.lock();
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                String address = pool.at(1 + random.nextLong(room)).getHostAddress();
                if (enis.publicAddress(eni.id(), Optional.of(address))) {
                    return Optional.of(address);
                }
            }
            return LongStream.range(1, 1 + room)
                    .mapToObj(offset -> pool.at(offset).getHostAddress())
                    .filter(address -> enis.publicAddress(eni.id(), Optional.of(address)))
                    .findFirst();
        } finally {
            choosing.unlock();
        }
    }
}
