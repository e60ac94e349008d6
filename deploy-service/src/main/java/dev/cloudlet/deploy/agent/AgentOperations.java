package dev.cloudlet.deploy.agent;

import dev.cloudlet.deploy.deployment.DeploymentRow;
import dev.cloudlet.deploy.deployment.DeploymentWork;
import dev.cloudlet.deploy.deployment.Deployments;
import dev.cloudlet.deploy.hostcommand.HostCommands;
import dev.cloudlet.deploy.hostcommand.HostCommands.Completion;
import dev.cloudlet.deploy.hostcommand.HostCommands.HostCommand;
import dev.cloudlet.kit.internal.InternalOperation;
import dev.cloudlet.kit.work.WorkQueue;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.codedeploy.model.S3Location;

/** What agents ask: the conversation of docs/agent.md. */
@Configuration(proxyBeanMethods = false)
class AgentOperations {
    private final HostCommands commands;
    private final Deployments deployments;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AgentOperations(HostCommands commands, Deployments deployments, TransactionTemplate transaction, Clock clock) {
        this.commands = commands;
        this.deployments = deployments;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Poll(String account, String region, String instanceId) {}

    record Polled(@Nullable Command command) {}

    record Command(
            String commandId,
            String deploymentId,
            String deploymentGroupId,
            String deploymentGroupName,
            String applicationName,
            String lifecycleEvent,
            Revision revision,
            String fileExistsBehavior) {}

    record Revision(
            String bucket,
            String key,
            @Nullable String version,
            @Nullable String etag,
            String bundleType) {}

    record Acknowledgement(String account, String region, String instanceId, String commandId) {}

    @Bean
    InternalOperation<Poll, Polled> pollHostCommand() {
        return new InternalOperation<>(
                "poll-host-command",
                Poll.class,
                poll -> new Polled(commands.next(poll.account(), poll.region(), poll.instanceId())
                        .flatMap(command -> deployments
                                .find(poll.account(), poll.region(), command.deployment())
                                .map(row -> command(command, row)))
                        .orElse(null)));
    }

    private static Command command(HostCommand command, DeploymentRow row) {
        S3Location s3 = row.info().revision().s3Location();
        return new Command(
                command.id(),
                command.deployment(),
                row.groupId(),
                row.info().deploymentGroupName(),
                row.info().applicationName(),
                command.event(),
                new Revision(s3.bucket(), s3.key(), s3.version(), s3.eTag(), s3.bundleTypeAsString()),
                row.info().fileExistsBehaviorAsString());
    }

    @Bean
    InternalOperation<Acknowledgement, Boolean> acknowledgeHostCommand() {
        return new InternalOperation<>(
                "acknowledge-host-command",
                Acknowledgement.class,
                a -> commands.acknowledge(a.account(), a.region(), a.instanceId(), a.commandId(), clock.instant()));
    }

    @Bean
    InternalOperation<Completion, Boolean> completeHostCommand(WorkQueue work) {
        return new InternalOperation<>(
                "complete-host-command",
                Completion.class,
                done -> Objects.requireNonNull(transaction.execute(t -> {
                    String status = "Succeeded".equals(done.status()) ? "Succeeded" : "Failed";
                    var deployment = commands.complete(done, status);
                    deployment.ifPresent(
                            id -> work.request(DeploymentWork.NAME, done.account() + "/" + done.region() + "/" + id));
                    return deployment.isPresent();
                })));
    }
}
