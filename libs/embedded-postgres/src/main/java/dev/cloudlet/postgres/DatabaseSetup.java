package dev.cloudlet.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the role and the database of the services, where they are not there yet. */
final class DatabaseSetup {
    static final String ROLE = "cloudlet";

    private DatabaseSetup() {}

    static void apply(String url, Passwords passwords) {
        try (Connection connection = DriverManager.getConnection(url, LocalPostgres.SUPERUSER, passwords.superuser());
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = '" + ROLE + "'")) {
                statement.execute("create role " + ROLE + " login");
            }
            // Passwords are letters and digits only. Setting it always lets a lost one be replaced.
            statement.execute("alter role " + ROLE + " password '" + passwords.services() + "'");
            if (!exists(statement, "select 1 from pg_database where datname = '" + LocalPostgres.DATABASE + "'")) {
                statement.execute("create database " + LocalPostgres.DATABASE + " owner " + ROLE);
            }
        } catch (SQLException e) {
            throw new PostgresFailure(
                    "The database could not be set up: " + e.getMessage(),
                    "if secrets.properties was lost, ./cloudlet reset --data-too starts afresh",
                    e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
