package dev.cloudlet.compute.agent;

import org.jspecify.annotations.Nullable;

/** What an instance is to do for a deployment; the JSON form is that of docs/agent.md. */
record HostCommand(
        String commandId,
        String deploymentId,
        String deploymentGroupId,
        String deploymentGroupName,
        String applicationName,
        String lifecycleEvent,
        @Nullable Revision revision,
        @Nullable String fileExistsBehavior) {

    /** A bundle in S3. */
    record Revision(
            String bucket,
            String key,
            @Nullable String version,
            @Nullable String etag,
            @Nullable String bundleType) {}

    /** Asks for a command. */
    record Question(String account, String region, String instanceId) {}

    /** The command, or none. */
    record Answer(@Nullable HostCommand command) {}

    /** Says that a command has been begun. */
    record Acknowledgement(String account, String region, String instanceId, String commandId) {}

    /** Says how a command ended. */
    record Completion(
            String account,
            String region,
            String instanceId,
            String commandId,
            String status,
            String errorCode,
            String scriptName,
            String message,
            String logTail) {}
}
