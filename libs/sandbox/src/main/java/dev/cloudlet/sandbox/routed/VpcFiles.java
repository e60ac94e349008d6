package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What is known of the VPCs, in memory and in one file each, next to the namespaces it describes and as short-lived. */
final class VpcFiles {
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Vpc> known = new ConcurrentSkipListMap<>();
    private final Path directory;

    VpcFiles(CloudName cloud) throws IOException {
        directory = cloud.runDirectory().resolve("vpcs");
        Files.createDirectories(directory);
        try (var files = Files.newDirectoryStream(directory, "*.json")) {
            for (Path file : files) {
                Vpc vpc = json.readValue(file.toFile(), Vpc.class);
                if (namespace(cloud, vpc.id()).exists()) {
                    known.put(vpc.id(), vpc);
                } else {
                    Files.delete(file);
                }
            }
        }
    }

    static NetworkNamespace namespace(CloudName cloud, String vpc) {
        return cloud.namespace("v-" + vpc);
    }

    /** Every namespace that bears the sandbox's name. */
    static List<NetworkNamespace> namespaces(CloudName cloud) throws IOException {
        Path directory = cloud.namespace("").path().getParent();
        var all = new ArrayList<NetworkNamespace>();
        if (directory != null && Files.isDirectory(directory)) {
            try (var files = Files.newDirectoryStream(directory, cloud.prefix() + "*")) {
                files.forEach(file -> all.add(new NetworkNamespace(String.valueOf(file.getFileName()))));
            }
        }
        return all;
    }

    List<Vpc> all() {
        return List.copyOf(known.values());
    }

    Optional<Vpc> find(String vpc) {
        return Optional.ofNullable(known.get(vpc));
    }

    Vpc require(String vpc) {
        return find(vpc).orElseThrow(() -> new SandboxException(SandboxException.Reason.NOT_FOUND, "no VPC " + vpc));
    }

    int freeIndex() {
        var taken = known.values().stream().map(Vpc::index).collect(Collectors.toSet());
        for (int index = 0; index < Vpc.PLACES; index++) {
            if (!taken.contains(index)) {
                return index;
            }
        }
        throw new SandboxException(SandboxException.Reason.FAILED, "no room for more than " + Vpc.PLACES + " VPCs");
    }

    void save(Vpc vpc) {
        try {
            Path written = Files.write(directory.resolve(vpc.id() + ".new"), json.writeValueAsBytes(vpc));
            Files.move(written, file(vpc.id()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        known.put(vpc.id(), vpc);
    }

    void delete(String vpc) throws IOException {
        Files.deleteIfExists(file(vpc));
        known.remove(vpc);
    }

    private Path file(String vpc) {
        return directory.resolve(vpc + ".json");
    }
}
