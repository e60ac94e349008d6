package dev.cloudlet.iam;

import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityFactory;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.authentication.CallerGrant;
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
import dev.cloudlet.protocol.RequestHead;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** IAM's beans on a real database, without the wire: operations are called as the pipeline calls them, in one transaction. */
public final class IamFixture implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    public static final String ACCOUNT = "123456789012";
    public static final String ROOT = "arn:aws:iam::" + ACCOUNT + ":root";
    public static final String TRUST_ALL_OF_ACCOUNT = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"sts:AssumeRole"}}""".formatted(ROOT);
    public static final String ALLOW_ALL = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    private final TestDatabase database = TestDatabase.of("iam");
    private final AtomicInteger announcements = new AtomicInteger();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private AnnotationConfigApplicationContext context;
    private Path data;

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        database.beforeAll(test);
        data = Files.createTempDirectory("iam-");
        context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("cloudlet.schema", "iam")));
        JsonMapper json = JsonMapper.builder().build();
        InProcessServices services = new InProcessServices(Set.of("compute-service"));
        services.addInternal("compute-service", (operation, body) -> {
            if (operation.equals(CallerGrant.CHANGED)) {
                announcements.incrementAndGet();
            }
            return "{\"answer\":true}".getBytes(StandardCharsets.UTF_8);
        });
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
                ServiceCalls.class, () -> new ServiceCalls(services, new RemoteServices(null, "t".repeat(32)), json));
        context.registerBean(Clock.class, () -> clock());
        context.register(Beans.class, WorkConfiguration.class);
        context.registerBean("lifecycleProcessor", LifecycleProcessor.class, NothingRunsByItself::new);
        context.refresh();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        database.beforeEach(test);
        now = Instant.parse("2026-11-20T12:00:00Z");
        announcements.set(0);
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        context.close();
        FileSystemUtils.deleteRecursively(data);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** All beans that are marked so. */
    public Collection<Object> beans(Class<? extends Annotation> mark) {
        return context.getBeansWithAnnotation(mark).values();
    }

    public <T> Collection<T> beansOf(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public Object bean(String name) {
        return context.getBean(name);
    }

    /** A role that trusts whom the policy says. */
    public Identity addRole(String name, String trustPolicy) {
        Identity role = add(IdentityKind.ROLE, name);
        jdbc().sql("INSERT INTO role VALUES (:account, :id, :trust, '{}', '', 3600)")
                .param("account", ACCOUNT)
                .param("id", role.id())
                .param("trust", trustPolicy)
                .update();
        return role;
    }

    public Identity addUser(String name) {
        return add(IdentityKind.USER, name);
    }

    private Identity add(IdentityKind kind, String name) {
        Identity identity = bean(IdentityFactory.class).make(ACCOUNT, kind, name, "/", Map.of(), null);
        bean(Identities.class).add(identity);
        return identity;
    }

    /** One call's transaction. */
    public <T> T run(Supplier<T> call) {
        return database.transaction().execute(status -> call.get());
    }

    /** The next step of a piece of long work, as the queue would take it. */
    public Work.Next work(String name, String key) {
        return context.getBeansOfType(Work.class).values().stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow()
                .advance(key);
    }

    /** How many times the services have been told that callers changed. */
    public int announcements() {
        return announcements.get();
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }

    public Instant now() {
        return now;
    }

    public JdbcClient jdbc() {
        return database.jdbc();
    }

    public Path data() {
        return data;
    }

    /** A call of root, who may do everything. */
    public Call asRoot() {
        return as(new Principal.AccountRoot(ACCOUNT));
    }

    /** A call of somebody who is allowed whatever is asked: what policies say is tested elsewhere. */
    public Call as(Principal principal) {
        return as(principal, "AKIAIOSFODNN7EXAMPLE");
    }

    public Call as(Principal principal, String accessKeyId) {
        Map<String, List<String>> headers = Map.of(
                "authorization",
                List.of("AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/20261120/us-east-1/sts/aws4_request"));
        return new Call(
                "request-1",
                ACCOUNT,
                "us-east-1",
                principal,
                "iam",
                "Test",
                now,
                "127.0.0.1",
                new RequestHead("POST", "/", "", headers),
                new EverythingAllowed());
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private static final class EverythingAllowed implements Permissions {
        @Override
        public void require(String action, String resourceArn, ConditionContext conditionKeys) {}

        @Override
        public boolean allows(String action, String resourceArn, Map<String, String> conditionKeys) {
            return true;
        }
    }

    /** Long work is taken a step further by the test, and by nobody else. */
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

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = "dev.cloudlet.iam",
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = IamApplication.class),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Test\\b.*")
            })
    static class Beans {}
}
