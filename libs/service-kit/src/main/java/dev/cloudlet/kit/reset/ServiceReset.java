package dev.cloudlet.kit.reset;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings one service back to its first state. */
final class ServiceReset {
    private static final Logger log = LoggerFactory.getLogger(ServiceReset.class);
    private static final int TRIES = 5;

    private final List<Resettable> parts;
    private final Tables tables;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ServiceReset(List<Resettable> parts, Tables tables, JdbcClient jdbc, TransactionTemplate transaction) {
        this.parts = parts;
        this.tables = tables;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    void run() {
        int tries = 0;
        while (!emptied(++tries)) {
            log.debug("calls under way and a reset waited for each other: the reset begins again");
        }
        parts.forEach(Resettable::forget);
    }

    /** False when calls under way were preferred, which hold the same rows in another order. */
    private boolean emptied(int tries) {
        try {
            transaction.executeWithoutResult(status -> empty());
            return true;
        } catch (PessimisticLockingFailureException e) {
            if (tries == TRIES) {
                throw e;
            }
            return false;
        }
    }

    // One transaction for all, because a commit is what takes longest where there is little. First the events, so that
    // those on their way have arrived; last the work, which calls too request last.
    private void empty() {
        tables.empty("outbox");
        parts.forEach(Resettable::reset);
        tables.empty("work_request");
        jdbc.sql("DELETE FROM scheduled_tasks WHERE NOT picked").update();
    }
}
