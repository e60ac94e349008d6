package dev.cloudlet.kit.reset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Empties tables of the service's schema, fast for few rows and for many. */
public final class Tables {
    /** Deleting so many rows takes about as long as truncating, which makes new files for a table and all its indexes. */
    private static final int MANY = 5_000;

    private final JdbcClient jdbc;

    public Tables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Filled(String table, int rows) {}

    /**
     * Removes every row of each table in the running transaction.
     *
     * @param tables names of the service's own, never a client's; those that refer to another before that one
     */
    public void empty(String... tables) {
        List<Filled> filled = filled(tables);
        List<String> statements = new ArrayList<>();
        String large = filled.stream()
                .filter(each -> each.rows() >= MANY)
                .map(Filled::table)
                .collect(Collectors.joining(", "));
        if (!large.isEmpty()) {
            // Those that refer to them are emptied with them.
            statements.add("TRUNCATE " + large + " CASCADE");
        }
        filled.stream()
                .filter(each -> each.rows() < MANY)
                .forEach(each -> statements.add("DELETE FROM " + each.table()));
        if (!statements.isEmpty()) {
            jdbc.sql(String.join("; ", statements)).update();
        }
    }

    // One question for all. In the order that was asked for.
    private List<Filled> filled(String... tables) {
        String question = Stream.of(tables)
                .map(table -> "SELECT '%1$s', (SELECT count(*) FROM (SELECT FROM %1$s LIMIT %2$d) AS few)"
                        .formatted(table, MANY))
                .collect(Collectors.joining(" UNION ALL "));
        List<Filled> counted = jdbc.sql(question)
                .query((row, n) -> new Filled(row.getString(1), row.getInt(2)))
                .list();
        return Stream.of(tables)
                .flatMap(table -> counted.stream().filter(each -> each.table().equals(table)))
                .filter(each -> each.rows() > 0)
                .toList();
    }
}
