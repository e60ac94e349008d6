package dev.cloudlet.iam.account;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.kit.reset.Resettable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Back to the first account with its root user alone, whose configured access key is nowhere in the database. */
@Component
class IamReset implements Resettable {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CallersChanged callers;

    IamReset(JdbcClient jdbc, TransactionTemplate transaction, CallersChanged callers) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.callers = callers;
    }

    @Override
    public void reset() {
        transaction.executeWithoutResult(status -> {
            // For the little that a test makes, deleting is quicker than truncating. Children first.
            for (String table : new String[] {
                "session",
                "access_key",
                "membership",
                "attachment",
                "inline_policy",
                "instance_profile",
                "managed_policy",
                "identity",
                "account"
            }) {
                jdbc.sql("DELETE FROM " + table).update();
            }
            callers.announce();
        });
    }
}
