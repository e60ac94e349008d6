package dev.cloudlet.storage.listing;

import dev.cloudlet.storage.listing.Page.Last;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Walks along an index on (bucket, key, place), page by page. With a delimiter it goes from each group straight to the first key
 * after it, one descent into the index for each entry of the page: a million keys below one prefix cost what one does.
 */
public final class KeyWalk<R> {
    private final JdbcClient jdbc;
    private final RowMapper<R> rows;
    private final Function<R, String> key;
    private final String range;
    private final String skipping;

    /**
     * A walk over a table.
     *
     * @param columns to read, key and place among them
     * @param condition on rows, as that of a partial index
     * @param key of a row
     */
    public KeyWalk(
            JdbcClient jdbc,
            String table,
            String columns,
            String condition,
            RowMapper<R> rows,
            Function<R, String> key) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.key = key;
        String from = " FROM " + table + " WHERE bucket = :bucket AND " + condition + " AND key < :end";
        this.range = "SELECT " + columns + from + """
                 AND (key, place) > (:key, :place) ORDER BY key, place LIMIT :most
                """;
        this.skipping = """
                WITH RECURSIVE walk AS (
                    (SELECT 1 AS step, %1$s %2$s AND (key, place) > (:key, :place) ORDER BY key, place LIMIT 1)
                    UNION ALL
                    SELECT walk.step + 1, next.* FROM walk
                    CROSS JOIN LATERAL (
                        SELECT strpos(substr(walk.key, :prefixLength + 1), :delimiter) AS at
                    ) AS delimiter
                    CROSS JOIN LATERAL (
                        SELECT %1$s %2$s AND (key, place) > (
                            CASE WHEN at > 0 THEN left(walk.key, :prefixLength + at - 1) || :afterDelimiter
                                 ELSE walk.key END,
                            CASE WHEN at > 0 THEN :firstPlace ELSE walk.place END)
                        ORDER BY key, place LIMIT 1
                    ) AS next
                    WHERE walk.step < :most
                ) SELECT %1$s FROM walk ORDER BY step
                """.formatted(columns, from);
    }

    /** The entries of a bucket after the start, at most so many. */
    public Page<R> page(long bucket, KeyRange keys, Start start, int most) {
        if (most == 0) {
            return new Page<>(List.of(), List.of(), null);
        }
        List<R> found = keys.delimiter() == null
                ? walk(range, bucket, keys, start, most + 1).query(rows).list()
                : skip(keys.delimiter(), bucket, keys, start, most + 1);
        List<R> shown = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        @Nullable Last<R> last = null;
        for (R row : found) {
            if (shown.size() + groups.size() == most) {
                return new Page<>(shown, groups, last);
            }
            String group = keys.group(key.apply(row));
            if (group == null) {
                shown.add(row);
                last = new Last.Row<>(row);
            } else {
                groups.add(group);
                last = new Last.Group<>(group);
            }
        }
        return new Page<>(shown, groups, null);
    }

    private List<R> skip(String delimiter, long bucket, KeyRange keys, Start start, int most) {
        return walk(skipping, bucket, keys, start, most)
                .param(
                        "prefixLength",
                        keys.prefix().codePointCount(0, keys.prefix().length()))
                .param("delimiter", delimiter)
                .param("afterDelimiter", KeyRange.after(delimiter))
                .param("firstPlace", Long.MIN_VALUE)
                .query(rows)
                .list();
    }

    private JdbcClient.StatementSpec walk(String sql, long bucket, KeyRange keys, Start start, int most) {
        return jdbc.sql(sql)
                .param("bucket", bucket)
                .param("end", keys.end())
                .param("key", start.key())
                .param("place", start.place())
                .param("most", most);
    }
}
