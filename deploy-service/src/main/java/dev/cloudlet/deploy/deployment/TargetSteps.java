package dev.cloudlet.deploy.deployment;

import dev.cloudlet.deploy.hostcommand.HostCommands;
import dev.cloudlet.deploy.hostcommand.HostCommands.HostCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.Diagnostics;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.LifecycleErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/** Brings one instance from event to event. Where it stands is all in its target's document. */
@Component
class TargetSteps {
    /** How long an agent may leave a command alone before the instance is given up. */
    static final Duration AGENT_SILENT = Duration.ofMinutes(5);

    /** https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html: one lifecycle event, one hour. */
    static final Duration EVENT = Duration.ofHours(1);

    private final HostCommands commands;
    private final Fleet fleet;
    private final Clock clock;

    TargetSteps(HostCommands commands, Fleet fleet, Clock clock) {
        this.commands = commands;
        this.fleet = fleet;
        this.clock = clock;
    }

    static List<LifecycleEvent> pending(List<String> events) {
        return events.stream()
                .map(name -> LifecycleEvent.builder()
                        .lifecycleEventName(name)
                        .status(LifecycleEventStatus.PENDING)
                        .build())
                .toList();
    }

    /** The target after everything that can be done for it now. */
    InstanceTarget advance(DeploymentRow row, DeploymentGroupInfo group, InstanceTarget target) {
        List<LifecycleEvent> events = new ArrayList<>(target.lifecycleEvents());
        for (int i = 0; i < events.size(); i++) {
            LifecycleEvent event = events.get(i);
            if (!passed(row, event)) {
                event = step(row, group, target.targetId(), begun(event));
                events.set(i, event);
            }
            if (event.status() == LifecycleEventStatus.IN_PROGRESS) {
                return changed(target, events, TargetStatus.IN_PROGRESS);
            }
            if (!passed(row, event)) {
                events.replaceAll(TargetSteps::skippedIfPending);
                return changed(target, events, TargetStatus.FAILED);
            }
        }
        return changed(target, events, TargetStatus.SUCCEEDED);
    }

    /** The target whose instance is terminated: its present event fails, and nothing comes after. */
    InstanceTarget lost(InstanceTarget target) {
        List<LifecycleEvent> events = new ArrayList<>(target.lifecycleEvents());
        boolean failed = false;
        for (int i = 0; i < events.size() && !failed; i++) {
            LifecycleEvent event = events.get(i);
            if (!skippedIfPending(event).equals(event)) {
                events.set(
                        i,
                        failed(
                                begun(event),
                                LifecycleErrorCode.UNKNOWN_ERROR,
                                "",
                                "The instance " + target.targetId() + " was terminated.",
                                ""));
                failed = true;
            }
        }
        events.replaceAll(TargetSteps::skippedIfPending);
        return changed(target, events, TargetStatus.FAILED);
    }

    /** The target of a deployment that goes no further. */
    InstanceTarget abandoned(InstanceTarget target) {
        List<LifecycleEvent> events = new ArrayList<>(target.lifecycleEvents());
        events.replaceAll(TargetSteps::skippedIfPending);
        return changed(target, events, TargetStatus.SKIPPED);
    }

    private InstanceTarget changed(InstanceTarget target, List<LifecycleEvent> events, TargetStatus status) {
        if (target.status() == status && target.lifecycleEvents().equals(events)) {
            return target;
        }
        return target.toBuilder()
                .lifecycleEvents(events)
                .status(status)
                .lastUpdatedAt(clock.instant())
                .build();
    }

    private static LifecycleEvent skippedIfPending(LifecycleEvent event) {
        boolean unfinished =
                event.status() == LifecycleEventStatus.PENDING || event.status() == LifecycleEventStatus.IN_PROGRESS;
        return unfinished
                ? event.toBuilder().status(LifecycleEventStatus.SKIPPED).build()
                : event;
    }

    private static boolean passed(DeploymentRow row, LifecycleEvent event) {
        return event.status() == LifecycleEventStatus.SUCCEEDED
                || (event.status() == LifecycleEventStatus.FAILED
                        && Boolean.TRUE.equals(row.info().ignoreApplicationStopFailures())
                        && LifecycleEvents.isOfTheLastRevision(event.lifecycleEventName()));
    }

    private LifecycleEvent begun(LifecycleEvent event) {
        return event.status() == LifecycleEventStatus.PENDING
                ? event.toBuilder()
                        .status(LifecycleEventStatus.IN_PROGRESS)
                        .startTime(clock.instant())
                        .build()
                : event;
    }

    private LifecycleEvent step(DeploymentRow row, DeploymentGroupInfo group, String instance, LifecycleEvent event) {
        if (event.status() != LifecycleEventStatus.IN_PROGRESS) {
            return event;
        }
        try {
            return switch (event.lifecycleEventName()) {
                case LifecycleEvents.BLOCK_TRAFFIC -> traffic(event, fleet.blocked(row, group, instance));
                case LifecycleEvents.ALLOW_TRAFFIC -> traffic(event, fleet.allowed(row, group, instance));
                default -> host(row, instance, event);
            };
        } catch (Fleet.Missing e) {
            return failed(event, LifecycleErrorCode.UNKNOWN_ERROR, "", String.valueOf(e.getMessage()), "");
        }
    }

    private LifecycleEvent traffic(LifecycleEvent event, boolean done) {
        if (done) {
            return succeeded(event);
        }
        return clock.instant().isAfter(event.startTime().plus(EVENT))
                ? failed(event, LifecycleErrorCode.UNKNOWN_ERROR, "", "The load balancer did not get there in time", "")
                : event;
    }

    private LifecycleEvent host(DeploymentRow row, String instance, LifecycleEvent event) {
        Instant now = clock.instant();
        HostCommand command =
                commands.request(row.account(), row.region(), row.id(), instance, event.lifecycleEventName(), now);
        if (!command.open()) {
            return command.status().equals("Succeeded")
                    ? succeeded(event)
                    : failed(
                            event,
                            LifecycleErrorCode.fromValue(command.errorCode()),
                            command.scriptName(),
                            command.message(),
                            command.logTail());
        }
        Instant end = command.acknowledged() == null
                ? command.created().plus(AGENT_SILENT)
                : command.acknowledged().plus(EVENT);
        return now.isAfter(end)
                ? failed(
                        event,
                        LifecycleErrorCode.UNKNOWN_ERROR,
                        "",
                        "CodeDeploy agent was not able to receive the lifecycle event. Check the CodeDeploy agent logs on your host and make sure the agent is running and can connect to the CodeDeploy server.",
                        "")
                : event;
    }

    private LifecycleEvent succeeded(LifecycleEvent event) {
        return ended(event, LifecycleEventStatus.SUCCEEDED, LifecycleErrorCode.SUCCESS, "", "Succeeded", "");
    }

    private LifecycleEvent failed(
            LifecycleEvent event, LifecycleErrorCode code, String script, String message, String log) {
        LifecycleErrorCode known =
                code == LifecycleErrorCode.UNKNOWN_TO_SDK_VERSION ? LifecycleErrorCode.UNKNOWN_ERROR : code;
        return ended(event, LifecycleEventStatus.FAILED, known, script, message, log);
    }

    private LifecycleEvent ended(
            LifecycleEvent event,
            LifecycleEventStatus status,
            LifecycleErrorCode code,
            String script,
            String message,
            String log) {
        return event.toBuilder()
                .status(status)
                .endTime(clock.instant())
                .diagnostics(Diagnostics.builder()
                        .errorCode(code)
                        .scriptName(script)
                        .message(message)
                        .logTail(log)
                        .build())
                .build();
    }
}
