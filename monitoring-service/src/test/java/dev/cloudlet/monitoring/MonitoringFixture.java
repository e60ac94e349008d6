package dev.cloudlet.monitoring;

import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.Permissions;
import dev.cloudlet.kit.inprocess.InProcessServices;
import dev.cloudlet.kit.internal.InternalOperation;
import dev.cloudlet.kit.internal.RemoteServices;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.kit.reset.Tables;
import dev.cloudlet.kit.work.WorkConfiguration;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.protocol.RequestHead;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service's beans on a real database, without the wire: operations are called as the pipeline calls them, in one transaction; time
 * and the steps of long work are the test's.
 */
public final class MonitoringFixture implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    public static final String ACCOUNT = "123456789012";
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final TestDatabase database = TestDatabase.of("monitoring");
    private final List<JsonNode> actions = new ArrayList<>();
    private Instant now = NOON;
    private AnnotationConfigApplicationContext context;

    /** What compute-service answers to an action. */
    private String computeAnswers = "";

    @Override
    public void beforeAll(ExtensionContext test) {
        database.beforeAll(test);
        context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("cloudlet.schema", "monitoring")));
        JsonMapper json = JsonMapper.builder().build();
        InProcessServices services = new InProcessServices(Set.of("compute-service"));
        services.addInternal("compute-service", (operation, body) -> {
            actions.add(json.readTree(body));
            return computeAnswers.getBytes(StandardCharsets.UTF_8);
        });
        TransactionTemplate transaction = database.transaction();
        context.registerBean(JsonMapper.class, () -> json);
        context.registerBean(DataSource.class, database::dataSource);
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(Tables.class, () -> new Tables(database.jdbc()));
        context.registerBean(TransactionTemplate.class, () -> transaction);
        context.registerBean(PlatformTransactionManager.class, transaction::getTransactionManager);
        context.registerBean(
                ServiceCalls.class, () -> new ServiceCalls(services, new RemoteServices(null, "t".repeat(32)), json));
        InstantSource time = () -> now;
        context.registerBean(Clock.class, () -> time.withZone(ZoneOffset.UTC));
        context.register(Beans.class, WorkConfiguration.class);
        // Nothing runs by itself here.
        context.addBeanFactoryPostProcessor(
                factory -> ((BeanDefinitionRegistry) factory).removeBeanDefinition("workLifecycle"));
        context.refresh();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        database.beforeEach(test);
        now = NOON;
        actions.clear();
        computeAnswers = "{\"answer\":true}";
    }

    @Override
    public void afterAll(ExtensionContext test) {
        context.close();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** What the service does for other services under this name. */
    public InternalOperation<?, ?> operation(String name) {
        return context.getBeansOfType(InternalOperation.class).values().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** One call's transaction. */
    public <T> T run(Supplier<T> call) {
        return database.transaction().execute(status -> call.get());
    }

    public Instant now() {
        return now;
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }

    /** The questions that compute-service got. */
    public List<JsonNode> actions() {
        return actions;
    }

    public void computeAnswers(String answer) {
        computeAnswers = answer;
    }

    /** A call of root. */
    public Call call(String service, String operation) {
        return new Call(
                "request-1",
                ACCOUNT,
                "us-east-1",
                new Principal.AccountRoot(ACCOUNT),
                service,
                operation,
                now,
                "127.0.0.1",
                new RequestHead("POST", "/", "", Map.of()),
                new EverythingAllowed());
    }

    private record EverythingAllowed() implements Permissions {
        @Override
        public void require(String action, String resourceArn, ConditionContext conditionKeys) {}

        @Override
        public boolean allows(String action, String resourceArn, Map<String, String> conditionKeys) {
            return true;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackageClasses = MonitoringApplication.class,
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = MonitoringApplication.class),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|Fixture)\\b.*")
            })
    static class Beans {}
}
