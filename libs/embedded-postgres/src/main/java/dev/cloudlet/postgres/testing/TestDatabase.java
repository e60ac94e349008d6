package dev.cloudlet.postgres.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A real Postgres for the tests of a store: one schema per test class, migrated as the service migrates it, emptied before
 * each test.
 *
 * {@snippet :
 * @RegisterExtension
 * static final TestDatabase database = TestDatabase.of("storage");
 *
 * private final Buckets buckets = new Buckets(database.jdbc());
 * }
 */
public final class TestDatabase implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final String HISTORY = "flyway_schema_history";

    private final String migrations;
    private @Nullable HikariDataSource dataSource;
    private List<String> tables = List.of();

    private TestDatabase(String migrations) {
        this.migrations = migrations;
    }

    /**
     * A database with the tables of {@code db/kit} (where the service kit is on the class path) and {@code db/<schema>}.
     *
     * @param schema the service's schema, such as {@code storage}
     */
    public static TestDatabase of(String schema) {
        return new TestDatabase(schema);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        TestServer server = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(TestServer.class, type -> new TestServer(), TestServer.class);
        // Class names may be longer than an identifier of Postgres, and tests may run at the same time: a number.
        String schema = migrations + "_" + server.next();
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(server.url() + "?currentSchema=" + schema);
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        pool.setMinimumIdle(1);
        pool.setMaximumPoolSize(20);
        HikariDataSource source = new HikariDataSource(pool);
        dataSource = source;
        Flyway.configure()
                .dataSource(source)
                .defaultSchema(schema)
                .schemas(schema)
                .table(HISTORY)
                .locations("classpath:db/kit", "classpath:db/" + migrations)
                .outOfOrder(true)
                .failOnMissingLocations(false)
                .load()
                .migrate();
        tables = jdbc().sql(
                        "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = :schema AND tablename <> :history")
                .param("schema", schema)
                .param("history", HISTORY)
                .query(String.class)
                .list();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!tables.isEmpty()) {
            jdbc().sql("TRUNCATE " + String.join(", ", tables)).update();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (dataSource != null) {
            dataSource.close();
        }
    }

    /** Connections to the schema, out of a pool like that of a service. */
    public DataSource dataSource() {
        return Objects.requireNonNull(dataSource, "the extension is a static field with @RegisterExtension");
    }

    /** Statements on the schema; joins the transaction of {@link #transaction()}. */
    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /** Transactions on the schema. */
    public TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource()));
    }
}
