package dev.cloudlet.iam.account;

import dev.cloudlet.iam.IamError;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The other names of accounts: one each at most, and the same for nobody else. */
@Repository
class AccountAliases {
    private final JdbcClient jdbc;

    AccountAliases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<String> of(String account) {
        return jdbc.sql("SELECT alias FROM account_alias WHERE account = :account")
                .param("account", account)
                .query(String.class)
                .optional();
    }

    /** In place of the one before. */
    void set(String account, String alias) {
        try {
            jdbc.sql("""
                            INSERT INTO account_alias (account, alias) VALUES (:account, :alias)
                            ON CONFLICT (account) DO UPDATE SET alias = :alias
                            """).param("account", account).param("alias", alias).update();
        } catch (DuplicateKeyException e) {
            throw IamError.ENTITY_ALREADY_EXISTS.of("The account alias %s already exists.", alias);
        }
    }

    /**
     * @throws dev.cloudlet.protocol.AwsException NoSuchEntity when it is not the account's
     */
    void remove(String account, String alias) {
        int removed = jdbc.sql("DELETE FROM account_alias WHERE account = :account AND alias = :alias")
                .param("account", account)
                .param("alias", alias)
                .update();
        if (removed == 0) {
            throw IamError.NO_SUCH_ENTITY.of("The account alias with name %s cannot be found.", alias);
        }
    }
}
