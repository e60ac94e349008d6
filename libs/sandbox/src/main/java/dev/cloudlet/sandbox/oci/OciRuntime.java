package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.linux.Command;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command line of an OCI runtime.
 *
 * @param program {@code runc} or {@code crun}
 * @param root where it keeps what it knows of its containers; a host restart forgets it
 */
record OciRuntime(Path program, Path root) {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A container as the runtime knows it. */
    record Known(String id, long pid, String status) {}

    List<String> line(String... arguments) {
        return Stream.concat(Stream.of(program.toString(), "--root", root.toString()), Stream.of(arguments))
                .toList();
    }

    /** Starts a container that outlives this process, its output appended to the console. */
    void run(String id, MachineDirectory machine) throws IOException {
        Path log = machine.path().resolve("runtime.log");
        Files.deleteIfExists(log);
        List<String> command = new ArrayList<>(line("--log", log.toString(), "--log-format", "json", "run", "-d"));
        command.addAll(List.of("--no-new-keyring", "--bundle", machine.bundle().toString()));
        command.addAll(List.of("--pid-file", machine.pidFile().toString(), id));
        Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(machine.console().toFile()))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(machine.console().toFile()))
                .start();
        if (Command.await(process, BOUND, command) != 0) {
            throw new SandboxException(Reason.FAILED, "cannot start " + id + ": " + errors(log));
        }
    }

    /** What the runtime wrote to its log as errors, on one line; empty when there are none. */
    static String errors(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        var errors = new ArrayList<String>();
        for (String line : Files.readAllLines(log)) {
            JsonNode entry = line.startsWith("{") ? JSON.readTree(line) : JSON.createObjectNode();
            if (!List.of("debug", "info", "warning")
                    .contains(entry.path("level").asString(""))) {
                errors.add(entry.path("msg").asString(line));
            }
        }
        return Command.oneLine(String.join("; ", errors));
    }

    /** Sends a signal to the first process; one that is gone is no error. */
    void signal(String id, String signal, boolean everyProcess) {
        try {
            Command.run(BOUND, everyProcess ? line("kill", "--all", id, signal) : line("kill", id, signal));
        } catch (SandboxException e) {
            if (e.reason() == Reason.TIMEOUT) {
                throw e;
            }
        }
    }

    void pause(String id) {
        Command.run(BOUND, line("pause", id));
    }

    void resume(String id) {
        Command.run(BOUND, line("resume", id));
    }

    /** Kills what is left of a container and forgets it; one that is gone is no error. */
    void delete(String id) {
        Command.run(BOUND, line("delete", "--force", id));
    }

    /** Every container it knows, by id. */
    Map<String, Known> list() throws IOException {
        if (!Files.isDirectory(root)) {
            return Map.of();
        }
        var all = new HashMap<String, Known>();
        JsonNode listed = JSON.readTree(Command.run(BOUND, line("list", "--format", "json")));
        for (JsonNode each : listed) {
            String id = each.path("id").asString("");
            all.put(
                    id,
                    new Known(
                            id, each.path("pid").asLong(0), each.path("status").asString("")));
        }
        return all;
    }
}
