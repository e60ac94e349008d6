package dev.cloudlet.compute.agent;

import dev.cloudlet.sandbox.MachineFiles;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the agent keeps things on an instance, as the genuine one does.
 *
 * @see <a href="https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-view-logs.html">Log files</a>
 */
record DeploymentRoot(MachineFiles files, HostCommand command) {
    static final String AGENT = "/opt/codedeploy-agent";
    private static final String ROOT = AGENT + "/deployment-root";
    private static final String INSTRUCTIONS = ROOT + "/deployment-instructions";
    private static final int MOST_POINTER = 4096;

    /** The directory of this deployment. */
    String deployment() {
        return group() + "/" + command.deploymentId();
    }

    /** The directory of all deployments of this group. */
    String group() {
        return ROOT + "/" + command.deploymentGroupId();
    }

    /** The unpacked bundle of a deployment. */
    static String archive(String deployment) {
        return deployment + "/deployment-archive";
    }

    /** Where the runs of this command's scripts are kept, until the deployment is forgotten. */
    String runs() {
        return deployment() + "/runs/" + command.commandId();
    }

    /** The scripts' own log of a deployment. */
    static String scriptsLog(String deployment) {
        return deployment + "/logs/scripts.log";
    }

    /** What all scripts of all deployments have written. */
    static String deploymentsLog() {
        return ROOT + "/deployment-logs/codedeploy-agent-deployments.log";
    }

    /** Lists what the group's last installation has put where. */
    String cleanupFile() {
        return INSTRUCTIONS + "/" + command.deploymentGroupId() + "-cleanup";
    }

    /** The script that installs, kept for who wants to know what was done. */
    String installScript() {
        return INSTRUCTIONS + "/" + command.deploymentGroupId() + "-install.sh";
    }

    /** The directory of the last deployment of this group whose files were installed. */
    Optional<String> lastSuccessfulInstall() {
        return pointer("_last_successful_install");
    }

    void installed() {
        point("_last_successful_install");
    }

    void downloaded() {
        point("_most_recent_install");
    }

    private Optional<String> pointer(String suffix) {
        return files.read(INSTRUCTIONS + "/" + command.deploymentGroupId() + suffix, MOST_POINTER)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
                .filter(path -> path.startsWith(group() + "/") && !path.contains(".."));
    }

    private void point(String suffix) {
        files.write(
                INSTRUCTIONS + "/" + command.deploymentGroupId() + suffix,
                new ByteArrayInputStream(deployment().getBytes(StandardCharsets.UTF_8)),
                0644,
                0,
                0);
    }
}
