package dev.cloudlet.compute.agent;

import dev.cloudlet.sandbox.Exec;
import dev.cloudlet.sandbox.ExecResult;
import dev.cloudlet.sandbox.Machines;
import dev.cloudlet.sandbox.SandboxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Runs the scripts of a lifecycle event, and writes down what they say. */
@Component
final class HookRunner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int TAIL_BYTES = 2048;

    private final Machines machines;
    private final Clock clock;

    HookRunner(Machines machines, Clock clock) {
        this.machines = machines;
        this.clock = clock;
    }

    /**
     * Runs them one after the other; the first that fails ends it.
     *
     * @param deployment the directory of the deployment whose scripts these are
     * @return the end of what they wrote
     */
    String run(HostShell shell, DeploymentRoot root, String deployment, List<Appspec.Script> scripts) {
        List<String> log = new ArrayList<>();
        add(log, "LifecycleEvent - " + root.command().lifecycleEvent());
        shell.prepare(root.runs());
        try {
            int number = 0;
            for (Appspec.Script script : scripts) {
                add(log, "Script - " + script.location());
                ScriptRun run = new ScriptRun(machines, shell.machine(), root.runs() + "/" + number++);
                run(shell, run, root, deployment, script, log);
            }
        } finally {
            write(shell, root, log);
        }
        return tail(log);
    }

    private void run(
            HostShell shell,
            ScriptRun run,
            DeploymentRoot root,
            String deployment,
            Appspec.Script script,
            List<String> log) {
        String path = InstallPlan.inside(DeploymentRoot.archive(deployment), script.location());
        if (root.files().read(path, 1).isEmpty()) {
            throw failure(
                    HostFailure.Code.SCRIPT_MISSING,
                    script,
                    "Script does not exist at specified location: " + path,
                    log);
        }
        shell.makeExecutable(path);
        ScriptOutput output = new ScriptOutput();
        ExecResult result;
        try {
            result = run.follow(Exec.of("/bin/sh", "-c", "\"$0\"", path)
                    .user(script.user())
                    .workingDirectory(DeploymentRoot.AGENT)
                    .environment(environment(root.command()))
                    .output(output)
                    .timeout(Duration.ofSeconds(script.timeoutSeconds())));
        } catch (SandboxException e) {
            throw failure(
                    HostFailure.Code.SCRIPT_FAILED,
                    script,
                    "Script at specified location: " + script.location() + " cannot run as user " + script.user() + ": "
                            + e.getMessage(),
                    log);
        }
        output.lines().forEach(line -> add(log, line));
        switch (result) {
            case ExecResult.Exited(int code) when code == 0 -> {}
            case ExecResult.Exited(int code) ->
                throw failure(
                        HostFailure.Code.SCRIPT_FAILED,
                        script,
                        "Script at specified location: " + script.location() + " run as user " + script.user()
                                + " failed with exit code " + code,
                        log);
            case ExecResult.TimedOut ignored ->
                throw failure(
                        HostFailure.Code.SCRIPT_TIMED_OUT,
                        script,
                        "Script at specified location: " + script.location() + " failed to complete in "
                                + script.timeoutSeconds() + " seconds",
                        log);
        }
    }

    private static HostFailure failure(HostFailure.Code code, Appspec.Script script, String message, List<String> log) {
        return new HostFailure(code, script.location(), message, tail(log));
    }

    static Map<String, String> environment(HostCommand command) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "APPLICATION_NAME", command.applicationName(),
                "DEPLOYMENT_ID", command.deploymentId(),
                "DEPLOYMENT_GROUP_NAME", command.deploymentGroupName(),
                "DEPLOYMENT_GROUP_ID", command.deploymentGroupId(),
                "LIFECYCLE_EVENT", command.lifecycleEvent()));
        HostCommand.Revision revision = command.revision();
        if (revision != null) {
            environment.put("BUNDLE_BUCKET", revision.bucket());
            environment.put("BUNDLE_KEY", revision.key());
            Optional.ofNullable(revision.version()).ifPresent(it -> environment.put("BUNDLE_VERSION", it));
            Optional.ofNullable(revision.etag()).ifPresent(it -> environment.put("BUNDLE_ETAG", it));
        }
        return environment;
    }

    private void add(List<String> log, String line) {
        log.add(TIME.format(clock.instant()) + " " + line);
    }

    private static void write(HostShell shell, DeploymentRoot root, List<String> log) {
        String text = String.join("\n", log) + "\n";
        shell.append(DeploymentRoot.scriptsLog(root.deployment()), text);
        StringBuilder all = new StringBuilder();
        for (String line : log) {
            int time = "yyyy-MM-dd HH:mm:ss".length();
            all.append('[')
                    .append(line, 0, time)
                    .append("] [")
                    .append(root.command().deploymentId())
                    .append(']')
                    .append(line, time + 1, line.length())
                    .append('\n');
        }
        shell.append(DeploymentRoot.deploymentsLog(), all.toString());
    }

    /** Without the times, as the genuine agent reports it. */
    private static String tail(List<String> log) {
        StringBuilder text = new StringBuilder();
        log.forEach(line ->
                text.append(line.substring("yyyy-MM-dd HH:mm:ss ".length())).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        int from = Math.max(0, bytes.length - TAIL_BYTES);
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
