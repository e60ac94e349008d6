package dev.cloudlet.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.kit.internal.InternalOperation;
import dev.cloudlet.kit.role.RoleClients;
import dev.cloudlet.kit.work.WorkConfiguration;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rollouts over a fleet that is not there, with agents that say what the test wants, over the true queue and store. */
final class RolloutTest {
    private static final String ACCOUNT = "000000000000";
    private static final String REGION = "us-east-1";

    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("deploy");

    private final JsonMapper json = JsonMapper.builder().build();
    private final Set<String> fleet = new ConcurrentSkipListSet<>(Set.of("i-1", "i-2"));
    private final Set<String> serving = new ConcurrentSkipListSet<>(fleet);
    private final List<String> done = new ArrayList<>();
    private int fewestServing = Integer.MAX_VALUE;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final class FakeFleet implements Fleet {
        @Override
        public Set<String> instances(DeploymentRow row, DeploymentGroupInfo group) {
            return new TreeSet<>(fleet);
        }

        @Override
        public Set<String> scaled(String account, String region, DeploymentGroupInfo group) {
            return new TreeSet<>(fleet);
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

    @BeforeEach
    void start() {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("cloudlet.schema", "deploy")));
        // A singleton of somebody else: the context does not close it.
        context.getBeanFactory().registerSingleton("dataSource", database.dataSource());
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(TransactionTemplate.class, database::transaction);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(Fleet.class, FakeFleet::new);
        context.registerBean(RoleClients.class, () -> new RoleClients(null, null, Clock.systemUTC()));
        context.register(WorkConfiguration.class);
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.addExcludeFilter(new AssignableTypeFilter(Fleet.class));
        for (String part : List.of("application", "config", "group", "revision", "deployment", "agent")) {
            scanner.scan("dev.cloudlet.deploy." + part);
        }
        context.refresh();
        group();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void oneInstanceAfterTheOtherThroughAllEventsInOrder() {
        DeploymentInfo over = deploy("v1", "");

        assertThat(over.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(over.deploymentOverview().succeeded()).isEqualTo(2);
        assertThat(done.subList(0, done.size() / 2)).allMatch(event -> event.startsWith("i-1 v1"));
        assertThat(fewestServing).isEqualTo(1);
        assertThat(serving).containsExactly("i-1", "i-2");
        assertThat(targets(over)).allSatisfy(target -> assertThat(target.lifecycleEvents())
                .extracting(LifecycleEvent::lifecycleEventName)
                .isEqualTo(LifecycleEvents.inOrder(true)));
    }

    @Test
    void whatFailsItsValidationIsTakenBackBeginningWithTheBrokenInstance() {
        deploy("v1", "");

        DeploymentInfo over = deploy("broken", "i-1 broken ValidateService");

        assertThat(over.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(over.errorInformation().code()).isEqualTo(ErrorCode.HEALTH_CONSTRAINTS);
        assertThat(over.deploymentOverview().failed()).isEqualTo(1);
        assertThat(over.deploymentOverview().skipped()).isEqualTo(1);
        assertThat(serving).containsExactly("i-2");
        done.clear();

        DeploymentInfo back = over(over.rollbackInfo().rollbackDeploymentId(), "");

        assertThat(back.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(back.creator()).isEqualTo(DeploymentCreator.CODE_DEPLOY_ROLLBACK);
        assertThat(back.revision().s3Location().key()).isEqualTo("v1");
        assertThat(back.rollbackInfo().rollbackTriggeringDeploymentId()).isEqualTo(over.deploymentId());
        assertThat(done.getFirst()).startsWith("i-1");
        assertThat(serving).containsExactly("i-1", "i-2");
    }

    @Test
    void newInstancesGetWhatTheGroupRuns() {
        deploy("v1", "");
        done.clear();

        fleet.add("i-3");

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            agents("");
            return serving.contains("i-3");
        });
        assertThat(done).contains("i-3 v1 ValidateService").allMatch(event -> event.startsWith("i-3"));
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
                .deploymentConfigName("CodeDeployDefault.OneAtATime")
                .autoScalingGroups(AutoScalingGroup.builder().name("web").build())
                .autoRollbackConfiguration(r -> r.enabled(true).events(AutoRollbackEvent.DEPLOYMENT_FAILURE))
                .deploymentStyle(s -> s.deploymentType(DeploymentType.IN_PLACE)
                        .deploymentOption(DeploymentOption.WITH_TRAFFIC_CONTROL))
                .build();
    }

    private DeploymentInfo deploy(String revision, String failing) {
        database.jdbc()
                .sql("UPDATE deployment_group SET document = :document::jsonb")
                .param("document", ModelJson.write(groupInfo()))
                .update();
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
        return over(info.deploymentId(), failing);
    }

    private DeploymentInfo over(String id, String failing) {
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

    private DeploymentRow row(String id) {
        return context.getBean(Deployments.class).find(ACCOUNT, REGION, id).orElseThrow();
    }

    private List<InstanceTarget> targets(DeploymentInfo info) {
        return context.getBean(Targets.class).of(row(info.deploymentId()));
    }

    /** Each instance's agent asks once, and does what it is told. */
    private void agents(String failing) {
        for (String instance : fleet) {
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
                String status = what.equals(failing) ? "Failed" : "Succeeded";
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
                                what.equals(failing) ? "ScriptFailed" : "Success"));
                done.add(what);
            }
        }
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
