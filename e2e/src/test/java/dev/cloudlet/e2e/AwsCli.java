package dev.cloudlet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs the real AWS command line. Where it is not installed the test is skipped, and says so.
 *
 * @param session further variables of the environment, such as AWS_SESSION_TOKEN, as {@code NAME=value}
 */
public record AwsCli(URI endpoint, String accessKeyId, String secretAccessKey, List<String> session) {
    private static final long TIMEOUT_SECONDS = 120;

    /** What a command answered. */
    public record Result(int exit, String out, String err) {
        /** The output, of a command that succeeded. */
        public String ok() {
            assertThat(exit).as("exit of the command, which said: %s", err).isZero();
            return out.strip();
        }
    }

    /** The same command line as somebody else. */
    public AwsCli as(String otherKeyId, String otherSecret, String... environment) {
        return new AwsCli(endpoint, otherKeyId, otherSecret, List.of(environment));
    }

    /** Runs {@code aws ARGS}. */
    public Result run(String... args) {
        List<String> command = new ArrayList<>(List.of("aws", "--endpoint-url", endpoint.toString()));
        command.addAll(List.of(args));
        return execute(command);
    }

    private Result execute(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> env = builder.environment();
        env.put("AWS_ACCESS_KEY_ID", accessKeyId);
        env.put("AWS_SECRET_ACCESS_KEY", secretAccessKey);
        env.put("AWS_DEFAULT_REGION", "us-east-1");
        env.put("AWS_MAX_ATTEMPTS", "1");
        env.put("AWS_PAGER", "");
        env.put("AWS_EC2_METADATA_DISABLED", "true");
        env.remove("AWS_SESSION_TOKEN");
        for (String variable : session) {
            int eq = variable.indexOf('=');
            env.put(variable.substring(0, eq), variable.substring(eq + 1));
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("aws did not end: " + command);
            }
            return new Result(process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            Assumptions.abort("the AWS command line is not installed: " + e.getMessage());
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
