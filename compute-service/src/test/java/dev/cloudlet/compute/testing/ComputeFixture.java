package dev.cloudlet.compute.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cloudlet.compute.ComputeApplication;
import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.Permissions;
import dev.cloudlet.kit.inprocess.InProcessServices;
import dev.cloudlet.kit.internal.RemoteServices;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.kit.reset.Tables;
import dev.cloudlet.kit.work.Work;
import dev.cloudlet.kit.work.WorkConfiguration;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.sandbox.Machines;
import dev.cloudlet.sandbox.Sandbox;
import dev.cloudlet.sandbox.network.Networks;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service's beans on a real database, with machines and networks of paper and without the wire: operations are called as the
 * pipeline calls them, in one transaction; time and the steps of long work are the test's.
 */
public final class ComputeFixture implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    public static final String ACCOUNT = "123456789012";
    public static final Place PLACE = new Place(ACCOUNT, "us-east-1");
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final TestDatabase database = TestDatabase.of("compute");
    private final JsonMapper json = JsonMapper.builder().build();
    private final PaperMachines machines = new PaperMachines();
    private final PaperNetworks networks = new PaperNetworks();
    private final Map<String, Function<JsonNode, String>> others = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Instant now = NOON;
    private AnnotationConfigApplicationContext context;
    private Path data;

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        database.beforeAll(test);
        data = Files.createTempDirectory("compute-");
        context = new AnnotationConfigApplicationContext();
        context.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("cloudlet.schema", "compute")));
        TransactionTemplate transaction = database.transaction();
        context.registerBean(JsonMapper.class, () -> json);
        context.registerBean(DataSource.class, database::dataSource);
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(Tables.class, () -> new Tables(database.jdbc()));
        context.registerBean(TransactionTemplate.class, () -> transaction);
        context.registerBean(PlatformTransactionManager.class, transaction::getTransactionManager);
        context.registerBean(
                CloudletSettings.class,
                () -> new CloudletSettings(URI.create("http://localhost:4566"), data, ACCOUNT, "t".repeat(32)));
        context.registerBean(
                ServiceCalls.class,
                () -> new ServiceCalls(otherServices(), new RemoteServices(null, "t".repeat(32)), json));
        context.registerBean(Sandbox.class, () -> new PaperSandbox(machines, networks));
        context.registerBean(Machines.class, () -> machines);
        context.registerBean(Networks.class, () -> networks);
        InstantSource time = () -> now;
        context.registerBean(Clock.class, () -> time.withZone(ZoneOffset.UTC));
        context.register(Beans.class, WorkConfiguration.class);
        context.registerBean("lifecycleProcessor", LifecycleProcessor.class, NothingRunsByItself::new);
        context.refresh();
    }

    private InProcessServices otherServices() {
        Set<String> names = Set.of("iam-service", "monitoring-service", "deploy-service");
        InProcessServices services = new InProcessServices(names);
        names.forEach(name -> services.addInternal(name, (operation, body) -> {
            asked.add(name + " " + operation);
            Function<JsonNode, String> answer = others.getOrDefault(name + " " + operation, question -> "true");
            return ("{\"answer\":" + answer.apply(json.readTree(body)) + "}").getBytes(StandardCharsets.UTF_8);
        }));
        return services;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        database.beforeEach(test);
        machines.clear();
        networks.clear();
        others.clear();
        asked.clear();
        now = NOON;
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        context.close();
        database.afterAll(test);
        FileSystemUtils.deleteRecursively(data);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public PaperMachines machines() {
        return machines;
    }

    public JdbcClient jdbc() {
        return database.jdbc();
    }

    public Instant now() {
        return now;
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }

    /** What another service answers to an internal operation, as JSON; otherwise it says true. */
    public void answer(String service, String operation, Function<JsonNode, String> answer) {
        others.put(service + " " + operation, answer);
    }

    /** The internal operations of other services that were called, each as {@code service operation}. */
    public List<String> asked() {
        return asked;
    }

    /** One call's transaction. */
    public <T> T run(Supplier<T> call) {
        return database.transaction().execute(status -> call.get());
    }

    /** The next step of a piece of long work, as the queue would take it. */
    public Work.Next work(String name, String key) {
        return context.getBeansOfType(Work.class).values().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .advance(key);
    }

    /** Calls the operation of this request, as root in the first account. */
    public <R extends AwsResponse> R ask(AwsRequest request, Class<R> response) {
        return ask(PLACE, request, response);
    }

    /** Calls the operation of this request, as root of an account. */
    public <R extends AwsResponse> R ask(Place place, AwsRequest request, Class<R> response) {
        for (Object bean : context.getBeansWithAnnotation(AwsOperations.class).values()) {
            for (Method method : bean.getClass().getDeclaredMethods()) {
                if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {Call.class, request.getClass()})) {
                    String operation = request.getClass().getSimpleName().replaceAll("Request$", "");
                    return response.cast(run(() -> invoke(method, bean, call(place, operation), request)));
                }
            }
        }
        throw new AssertionError("no operation takes " + request.getClass());
    }

    private static Object invoke(Method method, Object bean, Call call, AwsRequest request) {
        method.setAccessible(true);
        try {
            return method.invoke(bean, call, request);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** The error that a request gets, as {@code Code: message}. */
    public String refusal(AwsRequest request) {
        Throwable thrown = catchThrowable(() -> ask(request, AwsResponse.class));
        assertThat(thrown).as("%s", request).isInstanceOf(AwsException.class);
        AwsException refused = (AwsException) thrown;
        return refused.code() + ": " + refused.message();
    }

    private Call call(Place place, String operation) {
        return new Call(
                "request-1",
                place.account(),
                place.region(),
                new Principal.AccountRoot(place.account()),
                "ec2",
                operation,
                now,
                "127.0.0.1",
                new RequestHead("POST", "/", "", Map.of()),
                new EverythingAllowed());
    }

    private static final class NothingRunsByItself implements LifecycleProcessor {
        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
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
            basePackageClasses = ComputeApplication.class,
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ComputeApplication.class),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|Fixture|SandboxConfiguration)\\b.*")
            })
    static class Beans {}
}
