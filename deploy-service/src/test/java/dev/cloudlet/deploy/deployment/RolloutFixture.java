package dev.cloudlet.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.kit.internal.InternalOperation;
import dev.cloudlet.kit.reset.Tables;
import dev.cloudlet.kit.role.RoleClients;
import dev.cloudlet.kit.work.WorkConfiguration;
import dev.cloudlet.kit.work.WorkQueue;
import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.protocol.ModelJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.AutoScalingGroup;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Deployments to a fleet that is not there, with agents that do what the test wants, over the true queue and store. */
abstract class RolloutFixture {
    static final String ACCOUNT = "000000000000";
    static final String REGION = "us-east-1";

    private final TestDatabase database;

    private final JsonMapper json = JsonMapper.builder().build();
    final Set<String> fleet = new ConcurrentSkipListSet<>(Set.of("i-1", "i-2"));
    final Set<String> serving = new ConcurrentSkipListSet<>(fleet);
    final Set<String> begun = new ConcurrentSkipListSet<>();
    final List<String> done = new ArrayList<>();
    int fewestServing = Integer.MAX_VALUE;
    final Set<String> waiting = new ConcurrentSkipListSet<>();
    final Set<String> terminated = new ConcurrentSkipListSet<>();
    /** What was asked of Auto Scaling. */
    final List<String> hookCalls = new CopyOnWriteArrayList<>();

    String config = "CodeDeployDefault.OneAtATime";

    @Nullable
    String hook;

    /** The command that no agent ends. */
    String hanging = "";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    RolloutFixture(TestDatabase database) {
        this.database = database;
    }

    private final class FakeFleet implements Fleet {
        @Override
        public Set<String> instances(DeploymentRow row, DeploymentGroupInfo group) {
            return new TreeSet<>(fleet);
        }

        @Override
        public List<ScaledInstance> scaled(String account, String region, DeploymentGroupInfo group) {
            List<ScaledInstance> all = new ArrayList<>();
            fleet.forEach(each -> all.add(new ScaledInstance(each, "web", false)));
            waiting.forEach(each -> all.add(new ScaledInstance(each, "web", true)));
            return all;
        }

        @Override
        public Set<String> terminated(DeploymentRow row, DeploymentGroupInfo group, Set<String> instances) {
            Set<String> gone = new TreeSet<>(instances);
            gone.retainAll(terminated);
            return gone;
        }

        @Override
        public boolean blocked(DeploymentRow row, DeploymentGroupInfo group, String instance) {
            return !serving.remove(instance);
        }

        @Override
        public boolean allowed(DeploymentRow row, DeploymentGroupInfo group, String instance) {
            return !serving.add(instance);
        }
    }

    private final class FakeHooks implements LaunchHooks {
        @Override
        public void install(ServiceRole role, String autoScalingGroup, String name) {
            hookCalls.add("install " + autoScalingGroup + " " + name);
        }

        @Override
        public void remove(ServiceRole role, String autoScalingGroup, String name) {
            hookCalls.add("remove " + autoScalingGroup + " " + name);
        }

        @Override
        public void complete(ServiceRole role, ScaledInstance instance, String name, boolean intoService) {
            if (waiting.remove(instance.id())) {
                hookCalls.add((intoService ? "continue " : "abandon ") + instance.id());
                if (intoService) {
                    fleet.add(instance.id());
                }
            }
        }

        @Override
        public void hold(ServiceRole role, ScaledInstance instance, String name) {
            hookCalls.add("hold " + instance.id());
        }
    }

    @BeforeEach
    void start() {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("cloudlet.schema", "deploy")));
        // A singleton of somebody else: the context does not close it.
        context.getBeanFactory().registerSingleton("dataSource", database.dataSource());
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(Tables.class, () -> new Tables(database.jdbc()));
        context.registerBean(TransactionTemplate.class, database::transaction);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(Fleet.class, FakeFleet::new);
        context.registerBean(LaunchHooks.class, FakeHooks::new);
        context.registerBean(RoleClients.class, () -> new RoleClients(null, null, Clock.systemUTC()));
        context.register(WorkConfiguration.class);
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.addExcludeFilter(new AssignableTypeFilter(Fleet.class));
        scanner.addExcludeFilter(new AssignableTypeFilter(LaunchHooks.class));
        for (String part :
                List.of("application", "config", "group", "revision", "deployment", "agent", "hostcommand")) {
            scanner.scan("dev.cloudlet.deploy." + part);
        }
        context.refresh();
        group();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private void group() {
        database.jdbc()
                .sql("INSERT INTO application VALUES ('000000000000', 'us-east-1', 'hello', '{}')")
                .update();
        database.jdbc()
                .sql("INSERT INTO deployment_group VALUES ('000000000000', 'us-east-1', 'hello', 'web', 'g', '{}')")
                .update();
    }

    private DeploymentGroupInfo groupInfo() {
        return DeploymentGroupInfo.builder()
                .applicationName("hello")
                .deploymentGroupName("web")
                .deploymentGroupId("g")
                .serviceRoleArn("arn:aws:iam::000000000000:role/deploy")
                .deploymentConfigName(config)
                .autoScalingGroups(
                        AutoScalingGroup.builder().name("web").hook(hook).build())
                .autoRollbackConfiguration(r -> r.enabled(true).events(AutoRollbackEvent.DEPLOYMENT_FAILURE))
                .deploymentStyle(s -> s.deploymentType(DeploymentType.IN_PLACE)
                        .deploymentOption(DeploymentOption.WITH_TRAFFIC_CONTROL))
                .build();
    }

    /** The group as it is now, and has somebody look at its Auto Scaling group. */
    void configure() {
        database.jdbc()
                .sql("UPDATE deployment_group SET document = :document::jsonb")
                .param("document", ModelJson.write(groupInfo()))
                .update();
        work(ScaleOutWork.NAME, "g");
    }

    void deleteGroup() {
        database.jdbc().sql("DELETE FROM deployment_group").update();
        work(ScaleOutWork.NAME, "g");
    }

    private void work(String name, String id) {
        database.transaction().executeWithoutResult(t -> context.getBean(WorkQueue.class)
                .request(name, ACCOUNT + "/" + REGION + "/" + id));
    }

    void stop(String id, boolean rollback) {
        context.getBean(Deployments.class).requestStop(ACCOUNT, REGION, id, rollback);
        work(DeploymentWork.NAME, id);
    }

    /** Deploys, and waits for the end. */
    DeploymentInfo deploy(String revision, String failing) {
        return over(begin(revision), failing);
    }

    String begin(String revision) {
        configure();
        DeploymentStart start = context.getBean(DeploymentStart.class);
        DeploymentInfo info = start.of(groupInfo(), Instant.now())
                .creator(DeploymentCreator.USER)
                .revision(RevisionLocation.builder()
                        .revisionType(RevisionLocationType.S3)
                        .s3Location(s -> s.bucket("releases").key(revision).bundleType(BundleType.ZIP))
                        .build())
                .build();
        database.transaction()
                .executeWithoutResult(t -> start.begin(new DeploymentRow(ACCOUNT, REGION, "g", false, false, info)));
        return info.deploymentId();
    }

    DeploymentInfo over(String id, String failing) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            agents(failing);
                            return row(id);
                        },
                        DeploymentRow::over)
                .info();
    }

    DeploymentRow row(String id) {
        return context.getBean(Deployments.class).find(ACCOUNT, REGION, id).orElseThrow();
    }

    List<InstanceTarget> targets(DeploymentInfo info) {
        return context.getBean(Targets.class).of(row(info.deploymentId()));
    }

    /** Each instance's agent asks once, and does what it is told. */
    void agents(String failing) {
        Set<String> running = new TreeSet<>(fleet);
        running.addAll(waiting);
        running.removeAll(terminated);
        for (String instance : running) {
            JsonNode command =
                    ask("pollHostCommand", Map.of("instanceId", instance)).path("command");
            if (command.isObject()) {
                fewestServing = Math.min(fewestServing, serving.size());
                String id = command.path("commandId").asString();
                String what =
                        instance + " " + command.path("revision").path("key").asString() + " "
                                + command.path("lifecycleEvent").asString();
                assertThat(ask("acknowledgeHostCommand", Map.of("instanceId", instance, "commandId", id))
                                .asBoolean())
                        .isTrue();
                begun.add(what);
                if (what.equals(hanging)) {
                    continue;
                }
                String status = failed(what, failing) ? "Failed" : "Succeeded";
                ask(
                        "completeHostCommand",
                        Map.of(
                                "instanceId",
                                instance,
                                "commandId",
                                id,
                                "status",
                                status,
                                "errorCode",
                                failed(what, failing) ? "ScriptFailed" : "Success"));
                done.add(what);
            }
        }
    }

    /** A command, or the event of all instances. */
    private static boolean failed(String what, String failing) {
        return !failing.isEmpty()
                && (what.equals(failing) || what.endsWith("broken " + failing) || what.endsWith("v2 " + failing));
    }

    @SuppressWarnings("unchecked") // the operations' records are private to them: JSON in between, as between services
    private JsonNode ask(String bean, Map<String, String> question) {
        InternalOperation<Object, Object> operation =
                (InternalOperation<Object, Object>) context.getBean(bean, InternalOperation.class);
        Map<String, String> whole = new HashMap<>(question);
        whole.put("account", ACCOUNT);
        whole.put("region", REGION);
        return json.valueToTree(operation.answer().apply(json.convertValue(whole, operation.question())));
    }
}
