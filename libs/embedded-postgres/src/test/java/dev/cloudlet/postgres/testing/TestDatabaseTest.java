package dev.cloudlet.postgres.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestDatabaseTest {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("example");

    @RepeatedTest(2)
    void everyTestFindsTheTablesEmpty() {
        assertThat(things()).isZero();
        database.jdbc().sql("INSERT INTO thing (name) VALUES ('left behind')").update();
    }

    @Test
    void statementsJoinTheTransaction() {
        database.transaction().executeWithoutResult(status -> {
            database.jdbc().sql("INSERT INTO thing (name) VALUES ('undone')").update();
            status.setRollbackOnly();
        });
        assertThat(things()).isZero();
    }

    private static int things() {
        return database.jdbc()
                .sql("SELECT count(*) FROM thing")
                .query(Integer.class)
                .single();
    }
}
