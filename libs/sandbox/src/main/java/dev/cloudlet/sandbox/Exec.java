package dev.cloudlet.sandbox;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command to run in a running machine. It lasts until the command has ended and nobody holds its output open any more, as
 * with ssh: a daemon that it starts must have its output redirected.
 *
 * @param command program and arguments; no shell is involved unless it is named
 * @param environment variables besides the machine's own
 * @param user user name inside the machine, such as {@code root}
 * @param workingDirectory absolute path of an existing directory inside the machine
 * @param stdin what the command reads, to its end; used once
 * @param output where its output goes, as it comes
 * @param timeout after which the command and its children are killed
 */
public record Exec(
        List<String> command,
        Map<String, String> environment,
        String user,
        String workingDirectory,
        InputStream stdin,
        Output output,
        Duration timeout) {
    /** Receives output as it comes, each call from one of two threads; slow consumers slow the command down. */
    public interface Output {
        /** Bytes of standard output; the array is the callee's. */
        void stdout(byte[] bytes);

        /** Bytes of standard error; the array is the callee's. */
        void stderr(byte[] bytes);

        /** Forgets everything. */
        Output NONE = new Output() {
            @Override
            public void stdout(byte[] bytes) {}

            @Override
            public void stderr(byte[] bytes) {}
        };
    }

    public Exec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new SandboxException(SandboxException.Reason.INVALID, "the command is empty");
        }
        if (!workingDirectory.startsWith("/")) {
            throw new SandboxException(
                    SandboxException.Reason.INVALID, "working directory is not absolute: " + workingDirectory);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new SandboxException(SandboxException.Reason.INVALID, "timeout is not positive: " + timeout);
        }
    }

    /** Root's command in {@code /} without input, with one minute of time and its output forgotten. */
    public static Exec of(String... command) {
        return new Exec(
                List.of(command),
                Map.of(),
                "root",
                "/",
                InputStream.nullInputStream(),
                Output.NONE,
                Duration.ofMinutes(1));
    }

    /** The same with environment variables. */
    public Exec environment(Map<String, String> value) {
        return new Exec(command, value, user, workingDirectory, stdin, output, timeout);
    }

    /** The same as another user. */
    public Exec user(String value) {
        return new Exec(command, environment, value, workingDirectory, stdin, output, timeout);
    }

    /** The same in another directory. */
    public Exec workingDirectory(String value) {
        return new Exec(command, environment, user, value, stdin, output, timeout);
    }

    /** The same with input. */
    public Exec stdin(InputStream value) {
        return new Exec(command, environment, user, workingDirectory, value, output, timeout);
    }

    /** The same with a consumer of its output. */
    public Exec output(Output value) {
        return new Exec(command, environment, user, workingDirectory, stdin, value, timeout);
    }

    /** The same with another bound on its time. */
    public Exec timeout(Duration value) {
        return new Exec(command, environment, user, workingDirectory, stdin, output, value);
    }
}
