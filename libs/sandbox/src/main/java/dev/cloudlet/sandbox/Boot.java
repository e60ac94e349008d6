package dev.cloudlet.sandbox;

import java.util.List;

/** What the first process of a machine does. */
public sealed interface Boot {
    /**
     * Boots like an instance: runs {@code /etc/rc.local} if it is executable, then the user data once in the life of
     * this machine id (also to {@code /var/log/cloud-init-output.log}), then stays up and reaps orphans until stopped.
     *
     * @param userData an executable script beginning with {@code #!}; empty for none
     */
    record Instance(String userData) implements Boot {}

    /**
     * Runs one command and ends with it; its exit code is the machine's. Used by builds.
     *
     * @param command program and arguments; the program is looked up on the machine's PATH
     * @param user user name inside the machine, such as {@code root}
     * @param workingDirectory absolute path inside the machine, created when absent
     */
    record Command(List<String> command, String user, String workingDirectory) implements Boot {
        public Command {
            command = List.copyOf(command);
            if (command.isEmpty()) {
                throw new SandboxException(SandboxException.Reason.INVALID, "a machine's command is empty");
            }
            if (!workingDirectory.startsWith("/")) {
                throw new SandboxException(
                        SandboxException.Reason.INVALID, "working directory is not absolute: " + workingDirectory);
            }
        }
    }
}
