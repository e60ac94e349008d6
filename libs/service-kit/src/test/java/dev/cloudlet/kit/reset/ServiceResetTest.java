package dev.cloudlet.kit.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.postgres.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The reset of a service that has authors, and books by them. */
final class ServiceResetTest {
    private static final int MANY = 6_000;

    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("kit");

    private final Tables tables = new Tables(database.jdbc());

    @BeforeEach
    void library() {
        database.jdbc().sql("""
                        CREATE TABLE IF NOT EXISTS author (id int PRIMARY KEY);
                        CREATE TABLE IF NOT EXISTS book (id int PRIMARY KEY, author int NOT NULL REFERENCES author);
                        TRUNCATE author, book
                        """).update();
    }

    @Test
    void fewRowsAreRemoved() {
        write(3, 2);
        reset(() -> tables.empty("book", "author"));
        assertThat(rows("book")).isZero();
        assertThat(rows("author")).isZero();
    }

    @Test
    void soAreManyAndWhatRefersToThem() {
        write(MANY, 2);
        reset(() -> tables.empty("book", "author"));
        assertThat(rows("book")).isZero();
        assertThat(rows("author")).isZero();
    }

    @Test
    void requestsAndEventsAreRemovedButForWorkInProgress() {
        database.jdbc().sql("""
                        INSERT INTO outbox (topic, body) VALUES ('trail', '{}');
                        INSERT INTO work_request VALUES ('w', 'k', 1);
                        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        VALUES ('w', 'waiting', now(), false, 1), ('w', 'running', now(), true, 1)
                        """).update();
        reset(() -> {});
        assertThat(rows("outbox")).isZero();
        assertThat(rows("work_request")).isZero();
        assertThat(database.jdbc()
                        .sql("SELECT task_instance FROM scheduled_tasks")
                        .query(String.class)
                        .list())
                .containsExactly("running");
    }

    @Test
    void isForgottenOnceItIsRemoved() {
        write(1, 1);
        var seen = new CompletableFuture<Integer>();
        new ServiceReset(
                        List.of(new Resettable() {
                            @Override
                            public void reset() {
                                tables.empty("book", "author");
                            }

                            @Override
                            public void forget() {
                                seen.complete(otherwise(() -> rows("book")));
                            }
                        }),
                        tables,
                        database.jdbc(),
                        database.transaction())
                .run();
        assertThat(seen).isCompletedWithValue(0);
    }

    @Test
    void nothingIsRemovedWhenAPartFails() {
        write(1, 1);
        assertThatThrownBy(() -> reset(() -> {
                    tables.empty("book");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(rows("book")).isOne();
    }

    @Test
    void aCallThatHoldsTheSameRowsInAnotherOrderAndTheResetBothEnd() throws Exception {
        write(1, 1);
        var holds = new CountDownLatch(1);
        var resetting = new CountDownLatch(1);
        var call = CompletableFuture.runAsync(() -> database.transaction().executeWithoutResult(status -> {
            database.jdbc().sql("UPDATE author SET id = id").update();
            holds.countDown();
            waitFor(resetting);
            database.jdbc().sql("UPDATE book SET author = author").update();
        }));
        waitFor(holds);
        reset(() -> {
            tables.empty("book");
            resetting.countDown();
            tables.empty("author");
        });
        // One of the two was told to give way; the reset begins again when it was that.
        assertThat(rows("author")).isZero();
        assertThat(rows("book")).isZero();
        await().until(call::isDone);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // On another thread, which is not in the transaction of this one.
    private static <T> T otherwise(Supplier<T> question) {
        try {
            return CompletableFuture.supplyAsync(question).get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private void reset(Resettable part) {
        new ServiceReset(List.of(part), tables, database.jdbc(), database.transaction()).run();
    }

    private static void write(int books, int authors) {
        database.jdbc()
                .sql("INSERT INTO author SELECT generate_series(1, :count)")
                .param("count", authors)
                .update();
        database.jdbc()
                .sql("INSERT INTO book SELECT n, 1 FROM generate_series(1, :count) n")
                .param("count", books)
                .update();
    }

    private static int rows(String table) {
        return database.jdbc()
                .sql("SELECT count(*) FROM " + table)
                .query(Integer.class)
                .single();
    }
}
