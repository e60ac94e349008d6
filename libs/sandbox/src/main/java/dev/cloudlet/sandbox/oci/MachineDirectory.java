package dev.cloudlet.sandbox.oci;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cloudlet.sandbox.Boot;
import dev.cloudlet.sandbox.Mount;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of one machine.
 *
 * @param path its directory, which only root can enter
 */
record MachineDirectory(Path path) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(Boot.class, Named.class)
            .addMixIn(Mount.class, Named.class)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    private interface Named {}

    Path console() {
        return path.resolve("console.log");
    }

    /** Where the first process leaves its exit code. */
    Path exit() {
        return path.resolve("exit");
    }

    /** Where the root filesystem is mounted while it is in use. */
    Path rootfs() {
        return path.resolve("rootfs");
    }

    /** What the machine wrote, one directory a tree. */
    Path disk() {
        return path.resolve("disk");
    }

    Path pidFile() {
        return path.resolve("pid");
    }

    Path bundle() {
        return path.resolve("bundle");
    }

    void create() throws IOException {
        Files.createDirectories(rootfs());
        Files.createDirectories(disk());
        Files.createDirectories(bundle());
    }

    Optional<MachineRecord> read() throws IOException {
        Path file = path.resolve("machine.json");
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), MachineRecord.class)) : Optional.empty();
    }

    /** On disk when it returns: what was acknowledged is not lost with the host. */
    void write(MachineRecord machine) throws IOException {
        Path fresh = path.resolve("machine.json.new");
        try (var channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(machine));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, path.resolve("machine.json"), StandardCopyOption.ATOMIC_MOVE);
    }
}
