package dev.cloudlet.compute.agent;

import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceState;
import dev.cloudlet.compute.instance.Instances;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.sandbox.Machines;
import dev.cloudlet.sandbox.SandboxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The host agents of all instances that have one: each asks for commands and does them, one at a time. */
@Component
final class Agent implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Agent.class);
    private static final String DEPLOY = "deploy-service";
    private static final String OWN_LOG = "/var/log/aws/codedeploy-agent/codedeploy-agent.log";

    /** Where something is being deployed the next command follows soon; elsewhere once a second will do. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final int CALM_TICKS = 4;
    private static final Duration LIVELY = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Instances instances;
    private final Machines machines;
    private final CommandRunner runner;
    private final ServiceCalls services;
    private final Clock clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> active = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("codedeploy-agents").daemon().factory());
    private volatile @Nullable ScheduledFuture<?> ticking;
    private volatile Instant resumes = Instant.MIN;
    private int tick;

    Agent(Instances instances, Machines machines, CommandRunner runner, ServiceCalls services, Clock clock) {
        this.instances = instances;
        this.machines = machines;
        this.runner = runner;
        this.services = services;
        this.clock = clock;
    }

    private void tick() {
        Instant now = clock.instant();
        if (now.isBefore(resumes)) {
            return;
        }
        boolean all = tick++ % CALM_TICKS == 0;
        active.values().removeIf(last -> last.plus(LIVELY).isBefore(now));
        if (!all && active.isEmpty()) {
            return;
        }
        try {
            for (Instance each : instances.in(List.of(InstanceState.RUNNING))) {
                if (each.launch().profile().isPresent()
                        && (all || active.containsKey(each.id()))
                        && busy.add(each.id())) {
                    Thread.ofVirtual().name("agent-" + each.id()).start(() -> attend(each));
                }
            }
        } catch (RuntimeException e) {
            // The edge of this thread: a timer that throws never ticks again.
            log.warn("agents wait: {}", e.toString());
        }
    }

    private void attend(Instance instance) {
        try {
            HostCommand command = services.call(
                            DEPLOY,
                            "poll-host-command",
                            new HostCommand.Question(instance.account(), instance.region(), instance.id()),
                            HostCommand.Answer.class)
                    .command();
            if (command != null && acknowledged(instance, command)) {
                active.put(instance.id(), clock.instant());
                complete(instance, execute(instance, command));
                active.put(instance.id(), clock.instant());
            }
        } catch (AwsException e) {
            // There is nobody to ask just now, or nobody who knows the question.
            resumes = clock.instant().plus(PAUSE);
            log.debug("agents pause: {}", e.toString());
        } finally {
            busy.remove(instance.id());
        }
    }

    private boolean acknowledged(Instance instance, HostCommand command) {
        return services.call(
                DEPLOY,
                "acknowledge-host-command",
                new HostCommand.Acknowledgement(
                        instance.account(), instance.region(), instance.id(), command.commandId()),
                Boolean.class);
    }

    private HostCommand.Completion execute(Instance instance, HostCommand command) {
        try {
            String tail = runner.run(instance, command);
            note(instance, command, "Succeeded");
            return completion(instance, command, "Succeeded", "Success", "", "Succeeded", tail);
        } catch (HostFailure e) {
            note(instance, command, "failed: " + e.message());
            return completion(instance, command, "Failed", e.code().awsName(), e.script(), e.message(), e.logTail());
        } catch (SandboxException e) {
            return failed(instance, command, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // The edge of this thread: what is not completed is handed out again, and would fail again.
            log.error("{} of {} on {}", command.lifecycleEvent(), command.deploymentId(), instance.id(), e);
            return failed(instance, command, "The agent failed");
        }
    }

    private static HostCommand.Completion failed(Instance instance, HostCommand command, String message) {
        return completion(instance, command, "Failed", HostFailure.Code.UNKNOWN_ERROR.awsName(), "", message, "");
    }

    private static HostCommand.Completion completion(
            Instance instance,
            HostCommand command,
            String status,
            String code,
            String script,
            String message,
            String tail) {
        return new HostCommand.Completion(
                instance.account(),
                instance.region(),
                instance.id(),
                command.commandId(),
                status,
                code,
                script,
                message,
                tail);
    }

    private void complete(Instance instance, HostCommand.Completion completion) {
        log.debug("{} {}: {}", instance.id(), completion.commandId(), completion.status());
        services.call(DEPLOY, "complete-host-command", completion, Boolean.class);
    }

    private void note(Instance instance, HostCommand command, String what) {
        try {
            new HostShell(machines, instance.id())
                    .append(
                            OWN_LOG,
                            "%s INFO  [codedeploy-agent]: %s of %s %s%n"
                                    .formatted(
                                            clock.instant(), command.lifecycleEvent(), command.deploymentId(), what));
        } catch (SandboxException e) {
            log.debug("the agent's log on {}: {}", instance.id(), e.getMessage());
        }
    }

    @Override
    public void start() {
        runner.begin();
        ticking = timer.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledFuture<?> now = ticking;
        ticking = null;
        if (now != null) {
            now.cancel(false);
        }
    }

    @Override
    public boolean isRunning() {
        return ticking != null;
    }

    /** After the other services of this JVM can be asked. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 5_000;
    }
}
