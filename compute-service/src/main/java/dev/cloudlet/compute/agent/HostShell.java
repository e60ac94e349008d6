package dev.cloudlet.compute.agent;

import dev.cloudlet.sandbox.Exec;
import dev.cloudlet.sandbox.ExecResult;
import dev.cloudlet.sandbox.Machines;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Runs the agent's own commands in one machine, as root. */
record HostShell(Machines machines, String machine) {
    private static final Duration INSTALL_TIMEOUT = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMinutes(1);

    /** Appends to a file, which is made with its directories if it is not there. */
    void append(String file, String text) {
        machines.exec(
                machine,
                Exec.of("/bin/sh", "-c", "mkdir -p \"${0%/*}\" && cat >>\"$0\"", file)
                        .stdin(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                        .timeout(SHORT));
    }

    /**
     * Runs one of the agent's scripts; its standard error is the reason when it fails.
     *
     * @param runs the directory of the command's runs
     */
    void run(String runs, String script) {
        prepare(runs);
        ScriptOutput output = new ScriptOutput();
        ExecResult result = new ScriptRun(machines, machine, runs + "/install")
                .follow(Exec.of("/bin/sh", script).output(output).timeout(INSTALL_TIMEOUT));
        List<String> errors = output.errors();
        switch (result) {
            case ExecResult.Exited(int code) when code == 0 -> {}
            case ExecResult.Exited(int code) ->
                throw HostFailure.of(errors.isEmpty() ? "The installation ended with code " + code : errors.getLast());
            case ExecResult.TimedOut ignored -> throw HostFailure.of("The installation took longer than an hour");
        }
    }

    void makeExecutable(String file) {
        machines.exec(machine, Exec.of("chmod", "a+rx", file).timeout(SHORT));
    }

    /** Makes a directory in which scripts of any user can keep their runs. */
    void prepare(String runs) {
        machines.exec(
                machine,
                Exec.of("/bin/sh", "-c", "umask 022 && mkdir -p \"$0\" && chmod 1777 \"$0\"", runs)
                        .timeout(SHORT));
    }
}
