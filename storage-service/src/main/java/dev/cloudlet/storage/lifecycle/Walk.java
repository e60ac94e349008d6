package dev.cloudlet.storage.lifecycle;

import dev.cloudlet.storage.keeping.StorageClass;
import dev.cloudlet.storage.object.StringMaps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Goes through all versions in a bucket, page by page along the primary key: of each key the newest first. */
@Component
final class Walk {
    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final StringMaps maps;

    Walk(JdbcClient jdbc, StringMaps maps) {
        this.jdbc = jdbc;
        this.maps = maps;
    }

    private record Row(
            String key,
            long place,
            boolean latest,
            boolean deleteMarker,
            Instant modified,
            long size,
            Map<String, String> tags,
            StorageClass storageClass) {}

    void through(long bucket, Consumer<Walked> visitor) {
        @Nullable Row before = null;
        int newer = 0;
        List<Row> page = page(bucket, "", Long.MIN_VALUE);
        while (!page.isEmpty()) {
            Row last = page.getLast();
            List<Row> next = page.size() < PAGE ? List.of() : page(bucket, last.key(), last.place());
            for (int i = 0; i < page.size(); i++) {
                Row row = page.get(i);
                boolean first = before == null || !before.key().equals(row.key());
                Row after = i + 1 < page.size() ? page.get(i + 1) : next.isEmpty() ? null : next.getFirst();
                boolean alone = first && (after == null || !after.key().equals(row.key()));
                newer = first || row.latest() ? 0 : newer;
                visitor.accept(new Walked(
                        row.key(),
                        row.place(),
                        row.deleteMarker(),
                        row.modified(),
                        row.size(),
                        row.tags(),
                        row.storageClass(),
                        alone,
                        row.latest() || before == null || first ? null : before.modified(),
                        newer));
                newer += row.latest() ? 0 : 1;
                before = row;
            }
            page = next;
        }
    }

    private List<Row> page(long bucket, String key, long place) {
        return jdbc.sql("""
                        SELECT key, place, latest, delete_marker, modified, size, tags, storage_class FROM object_version
                        WHERE bucket = :bucket AND (key, place) > (:key, :place) ORDER BY key, place LIMIT :most
                        """)
                .param("bucket", bucket)
                .param("key", key)
                .param("place", place)
                .param("most", PAGE)
                .query(this::row)
                .list();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("key"),
                row.getLong("place"),
                row.getBoolean("latest"),
                row.getBoolean("delete_marker"),
                row.getObject("modified", OffsetDateTime.class).toInstant(),
                row.getLong("size"),
                maps.read(row.getString("tags")),
                StorageClass.ofColumn(row.getString("storage_class")));
    }
}
