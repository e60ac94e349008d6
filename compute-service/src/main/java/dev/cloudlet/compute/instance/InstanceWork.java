package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.machine.Interfaces;
import dev.cloudlet.compute.machine.PublicAddresses;
import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.kit.work.Work;
import dev.cloudlet.sandbox.Exit;
import dev.cloudlet.sandbox.Machine;
import dev.cloudlet.sandbox.Machines;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.network.NetworkInterface;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps one instance's machine in step with the state that the instance is to have. */
@Component
final class InstanceWork implements Work {
    static final String NAME = "instance";

    private static final Logger log = LoggerFactory.getLogger(InstanceWork.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(30);
    private static final Duration TERMINATE_GRACE = Duration.ofSeconds(5);
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Instances instances;
    private final Enis enis;
    private final Interfaces interfaces;
    private final PublicAddresses publicAddresses;
    private final Machines machines;
    private final InstanceMachine machine;
    private final ExitWatch exits;
    private final Clock clock;

    InstanceWork(
            Instances instances,
            Enis enis,
            Interfaces interfaces,
            PublicAddresses publicAddresses,
            Machines machines,
            InstanceMachine machine,
            ExitWatch exits,
            Clock clock) {
        this.instances = instances;
        this.enis = enis;
        this.interfaces = interfaces;
        this.publicAddresses = publicAddresses;
        this.machines = machines;
        this.machine = machine;
        this.exits = exits;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String id) {
        Optional<Instance> found = instances.find(id);
        if (found.isEmpty()) {
            return Next.done();
        }
        Instance instance = found.get();
        return switch (instance.state()) {
            case PENDING -> start(instance);
            case RUNNING -> attend(instance);
            case STOPPING -> stop(instance);
            case STOPPED -> Next.done();
            case SHUTTING_DOWN -> terminate(instance);
            case TERMINATED -> forget(instance);
        };
    }

    private Next start(Instance instance) {
        Optional<String> publicIp;
        try {
            publicIp = bringUp(instance);
        } catch (SandboxException e) {
            log.warn("{} does not start: {}", instance.id(), e.getMessage());
            return failed(instance, e);
        }
        if (!instances.started(instance.id(), publicIp)
                && instances.find(instance.id()).isEmpty()) {
            // A reset came in between: nobody else knows of this machine any more.
            machines.terminate(instance.id());
            return Next.done();
        }
        exits.watch(instance.id());
        return Next.done();
    }

    /** Gets the machine up, and gives its public address. */
    private Optional<String> bringUp(Instance instance) {
        Eni eni = enis.find(instance.networkInterfaceId()).orElseThrow();
        NetworkInterface network = interfaces.attach(eni);
        Optional<String> publicIp =
                instance.launch().publicWanted() ? publicAddresses.associate(eni) : Optional.empty();
        machine.bringUp(instance, network);
        return publicIp;
    }

    private Next failed(Instance instance, SandboxException why) {
        Optional<Instance.StateReason> reason = Optional.of(new Instance.StateReason(
                "Server.InternalError", "Server.InternalError: Internal error on launch: " + why.getMessage()));
        if (instance.life().made()) {
            enis.find(instance.networkInterfaceId()).ifPresent(publicAddresses::release);
            instances.move(instance.id(), InstanceState.STOPPED, "Server.InternalError", reason);
            return Next.done();
        }
        machines.terminate(instance.id());
        release(instance);
        instances.move(instance.id(), InstanceState.TERMINATED, "Server.InternalError", reason);
        return Next.after(REMEMBERED);
    }

    private Next attend(Instance instance) {
        Optional<Machine> there = machines.find(instance.id());
        if (there.isEmpty()) {
            return ended(instance, Optional.empty());
        }
        if (there.get().state() instanceof Machine.State.Stopped(Optional<Exit> exit) && exit.isPresent()) {
            return ended(instance, exit);
        }
        // After a restart of the cloud its network is looked after again; after one of the host it starts again.
        if (!exits.watches(instance.id())) {
            instances.made(instance.id(), bringUp(instance));
        }
        Instance.Life life = instance.life();
        if (life.rebootsDone() < life.rebootsWanted()) {
            machines.reboot(instance.id(), STOP_GRACE);
            instances.rebooted(instance.id(), life.rebootsWanted());
        }
        exits.watch(instance.id());
        return Next.done();
    }

    private Next ended(Instance instance, Optional<Exit> exit) {
        boolean itself = exit.isPresent() && exit.get().code() == 0;
        InstanceState next =
                itself && instance.launch().shutdownTerminates() ? InstanceState.SHUTTING_DOWN : InstanceState.STOPPING;
        Instance.StateReason reason = itself
                ? new Instance.StateReason(
                        "Client.InstanceInitiatedShutdown",
                        "Client.InstanceInitiatedShutdown: Instance initiated shutdown")
                : new Instance.StateReason("Server.InternalError", "Server.InternalError: " + describe(exit));
        log.info("{} has ended: {}", instance.id(), reason.message());
        instances.move(instance.id(), next, "", Optional.of(reason));
        return Next.after(Duration.ZERO);
    }

    private static String describe(Optional<Exit> exit) {
        return exit.map(how ->
                        "the machine ended with code " + how.code() + (how.outOfMemory() ? ", out of memory" : ""))
                .orElse("the machine is gone");
    }

    private Next stop(Instance instance) {
        if (machines.find(instance.id()).isPresent()) {
            machines.stop(instance.id(), STOP_GRACE);
        }
        enis.find(instance.networkInterfaceId()).ifPresent(publicAddresses::release);
        instances.move(instance.id(), InstanceState.STOPPED, instance.transitionReason(), instance.stateReason());
        return Next.done();
    }

    private Next terminate(Instance instance) {
        if (machines.find(instance.id()).isPresent()) {
            machines.stop(instance.id(), TERMINATE_GRACE);
            machines.terminate(instance.id());
        }
        release(instance);
        instances.move(instance.id(), InstanceState.TERMINATED, instance.transitionReason(), instance.stateReason());
        return Next.after(REMEMBERED);
    }

    private void release(Instance instance) {
        enis.find(instance.networkInterfaceId()).ifPresent(eni -> {
            interfaces.detach(eni);
            enis.remove(eni);
            interfaces.forget(eni);
        });
    }

    private Next forget(Instance instance) {
        Duration age = Duration.between(instance.since(), clock.instant());
        if (age.compareTo(REMEMBERED) < 0) {
            return Next.after(REMEMBERED.minus(age));
        }
        instances.forget(instance);
        return Next.done();
    }
}
