package dev.cloudlet.standalone.postgres;

import dev.cloudlet.standalone.data.Secrets;
import dev.cloudlet.standalone.data.StartFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the role and the database of the services, where they are not there yet. */
final class DatabaseSetup {
    static final String ROLE = "cloudlet";

    private DatabaseSetup() {}

    static void apply(String url, Secrets secrets) {
        try (Connection connection =
                        DriverManager.getConnection(url, LocalPostgres.SUPERUSER, secrets.superuserPassword());
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = '" + ROLE + "'")) {
                statement.execute("create role " + ROLE + " login");
            }
            // The password is ours, hexadecimal. Setting it always lets a lost one be replaced.
            statement.execute("alter role " + ROLE + " password '" + secrets.databasePassword() + "'");
            if (!exists(statement, "select 1 from pg_database where datname = '" + LocalPostgres.DATABASE + "'")) {
                statement.execute("create database " + LocalPostgres.DATABASE + " owner " + ROLE);
            }
        } catch (SQLException e) {
            throw new StartFailure(
                    "The database could not be set up: " + e.getMessage(),
                    "if secrets.properties was lost, ./cloudlet reset --data starts afresh",
                    e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
