package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.image.Images;
import dev.cloudlet.compute.instancetype.InstanceTypes;
import dev.cloudlet.compute.keypair.KeyPair;
import dev.cloudlet.compute.keypair.KeyPairs;
import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.sandbox.Boot;
import dev.cloudlet.sandbox.Machine;
import dev.cloudlet.sandbox.MachineFiles;
import dev.cloudlet.sandbox.MachineSpec;
import dev.cloudlet.sandbox.Machines;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.network.NetworkInterface;
import dev.cloudlet.sandbox.network.Networks;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The machine behind an instance. */
@Component
final class InstanceMachine {
    private static final long CONSOLE_BYTES = 64 << 10;
    private static final int ROOT = 0;
    private static final int EC2_USER = 1000;

    private final Machines machines;
    private final Images images;
    private final KeyPairs keyPairs;
    private final CloudletSettings settings;

    InstanceMachine(Machines machines, Images images, KeyPairs keyPairs, CloudletSettings settings) {
        this.machines = machines;
        this.images = images;
        this.keyPairs = keyPairs;
        this.settings = settings;
    }

    /** Gets the machine up: a new one, or the one it has on the disk it had. */
    void bringUp(Instance instance, NetworkInterface network) {
        Optional<Machine> there = machines.find(instance.id());
        if (there.isPresent() && there.get().isUp()) {
            return;
        }
        if (there.isEmpty()) {
            if (instance.life().made()) {
                throw new SandboxException(
                        SandboxException.Reason.NOT_FOUND, "the disk of " + instance.id() + " is gone from this host");
            }
            machines.launch(spec(instance, network, imageOf(instance)));
        } else {
            machines.reconfigure(spec(instance, network, there.get().spec().image()));
            machines.start(instance.id());
        }
        setUp(instance);
    }

    private String imageOf(Instance instance) {
        return images.machineImage(instance.launch().imageId())
                .orElseThrow(() -> new SandboxException(
                        SandboxException.Reason.NOT_FOUND,
                        "the image " + instance.launch().imageId() + " was deregistered"));
    }

    private MachineSpec spec(Instance instance, NetworkInterface network, String image) {
        String name = instance.privateDnsName();
        String host = name.substring(0, name.indexOf('.'));
        return MachineSpec.of(instance.id())
                .image(image)
                .hostname(host)
                .environment(environment(instance))
                .boot(new Boot.Instance(UserData.script(instance.launch().userData())))
                .limits(InstanceTypes.require(instance.launch().instanceType()).limits())
                .network(network)
                .hosts(Map.of(host, instance.privateIp()))
                .nameservers(List.of(Networks.NAMESERVER.getHostAddress()))
                .consoleBytes(CONSOLE_BYTES)
                .build();
    }

    private Map<String, String> environment(Instance instance) {
        int port = settings.endpoint().getPort();
        return Map.of(
                "AWS_ENDPOINT_URL",
                        settings.endpoint().getScheme() + "://" + Networks.ENDPOINT.getHostAddress()
                                + (port < 0 ? "" : ":" + port),
                "AWS_DEFAULT_REGION", instance.region(),
                "AWS_REGION", instance.region());
    }

    // What a login shell and a service of the machine find, beside the environment that the first process hands down.
    private void setUp(Instance instance) {
        MachineFiles files = machines.files(instance.id());
        Map<String, String> environment = new TreeMap<>(environment(instance));
        write(files, "/etc/environment", lines(environment, "%s=%s\n"), 0644, ROOT);
        write(files, "/etc/profile.d/cloudlet.sh", lines(environment, "export %s=%s\n"), 0644, ROOT);
        instance.launch()
                .keyName()
                .flatMap(name -> keyPairs.named(instance.place(), name))
                .map(KeyPair::publicKey)
                .ifPresent(key -> write(files, "/home/ec2-user/.ssh/authorized_keys", key + "\n", 0600, EC2_USER));
    }

    private static String lines(Map<String, String> environment, String form) {
        return environment.entrySet().stream()
                .map(each -> form.formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining());
    }

    private static void write(MachineFiles files, String path, String text, int mode, int owner) {
        files.write(path, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), mode, owner, owner);
    }
}
