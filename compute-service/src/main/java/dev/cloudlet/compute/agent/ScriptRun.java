package dev.cloudlet.compute.agent;

import dev.cloudlet.sandbox.Exec;
import dev.cloudlet.sandbox.ExecResult;
import dev.cloudlet.sandbox.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a script in a machine, which goes on when this process is killed and is begun once: whoever asks for it again waits for
 * its end, or is told of it. Only a script that was killed itself begins anew.
 *
 * @param directory where the run is kept; nobody can have made it before, as its name has a command's id in it
 */
record ScriptRun(Machines machines, String machine, String directory) {
    private static final Duration SHORT = Duration.ofMinutes(1);

    /**
     * The lock is held as long as the script runs and is not handed down to it, so that what it starts cannot hold it. As with the
     * genuine agent, the run lasts as long as somebody holds the script's output open.
     */
    private static final String FOLLOW = """
            mkdir -m 700 "$0" 2>/dev/null || [ -O "$0" ] || exit 126
            run=$1
            shift
            exec 9>>"$0/lock"
            if flock -n 9 && [ ! -e "$0/code" ]; then
              setsid /bin/sh -c "$run" "$0" "$@" </dev/null >/dev/null 2>&1 &
            fi
            exec 9>&-
            flock "$0/lock" true
            head -c 4194304 "$0/log"
            exit "$(cat "$0/code" 2>/dev/null || echo 137)"
            """;

    /** Each line of the output says where it was written to, as in the genuine agent's log; one without an end gets one. */
    private static final String RUN = """
            echo $$ >"$0/pid"
            : >"$0/log"
            mark() { LC_ALL=C sed -u -e "s/^/[$1]/" >>"$2"; [ -z "$(tail -c 1 "$2")" ] || echo >>"$2"; }
            {
              { "$@" 2>&3 3>&- 9>&-; echo $? >"$0/ended"; } | mark stdout "$0/log"
            } 3>&1 | mark stderr "$0/log"
            mv "$0/ended" "$0/code"
            """;

    /** Ends a run that took too long, and tells what it had said. */
    private static final String KILL = """
            kill -s KILL -- "-$(cat "$0/pid")" 2>/dev/null
            head -c 4194304 "$0/log"
            """;

    /** Runs the script, or waits for the run that there is; its output comes all at the end. */
    ExecResult follow(Exec script) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", FOLLOW, directory, RUN));
        command.addAll(script.command());
        ExecResult result = machines.exec(
                machine,
                new Exec(
                        command,
                        script.environment(),
                        script.user(),
                        script.workingDirectory(),
                        script.stdin(),
                        script.output(),
                        script.timeout()));
        if (result instanceof ExecResult.TimedOut) {
            machines.exec(
                    machine,
                    Exec.of("/bin/sh", "-c", KILL, directory)
                            .user(script.user())
                            .output(script.output())
                            .timeout(SHORT));
        }
        return result;
    }
}
