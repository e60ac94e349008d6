package dev.cloudlet.storage.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.storage.StorageFixture;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Bucket.Versioning;
import dev.cloudlet.storage.listing.Page.Last;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingsTest {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("storage");

    /** Neighbours in UTF-8 that are none in UTF-16, delimiters of two characters, and the characters around a delimiter. */
    private static final String[] PIECES = {"a", "b", "/", "//", ".", "0", "\u00e9", "\uffee", "\ud83d\ude00", "%", "_"
    };

    @TempDir
    Path directory;

    private StorageFixture storage;
    private Bucket bucket;
    private Listings listings;

    @BeforeEach
    void start() {
        storage = new StorageFixture(database, directory);
        bucket = storage.bucket("listed");
        listings = new Listings(database.jdbc());
    }

    @AfterEach
    void stop() {
        storage.close();
    }

    @Test
    void keysBelowADelimiterAreShownAsOne() {
        put("asdf", "boo/bar", "boo/baz/xyzzy", "cquux/thud", "cquux/bla");

        Page<Listed> page = page("", "/", null, 1000);

        assertThat(page.rows()).extracting(Listed::key).containsExactly("asdf");
        assertThat(page.groups()).containsExactly("boo/", "cquux/");
        assertThat(page.truncated()).isFalse();
    }

    @Test
    void aPageGoesOnAfterACommonPrefix() {
        put("asdf", "boo/bar", "boo/baz/xyzzy", "cquux/thud", "cquux/bla");

        assertThat(page("", "/", "asdf", 1).groups()).containsExactly("boo/");
        assertThat(page("", "/", "boo/", 1).groups()).containsExactly("cquux/");
        assertThat(page("", "/", "boo/", 1).truncated()).isFalse();
    }

    @Test
    void anExactlyFullPageIsNotTruncated() {
        put("a", "b");

        assertThat(page("", null, null, 2).truncated()).isFalse();
        assertThat(page("", null, null, 1).truncated()).isTrue();
        assertThat(page("", null, null, 0).truncated()).isFalse();
    }

    /** Against a model: all ways to page through must show what one look at all keys shows. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void pagesShowWhatIsThere(long seed) {
        Random random = new Random(seed);
        Set<String> keys = new TreeSet<>(Utf8Order::compare);
        for (int i = 0; i < 40; i++) {
            keys.add(key(random));
        }
        keys.forEach(key -> storage.put(bucket, key, ""));
        for (String prefix : List.of("", "a", "a/", "/", "\uffee", "\ud83d\ude00")) {
            for (String delimiter : new String[] {null, "/", "//", "a", "\uffee", "\ud83d\ude00"}) {
                for (int most : new int[] {1, 2, 7, 1000}) {
                    assertThat(everything(prefix, delimiter, most))
                            .as("prefix %s delimiter %s by %d", prefix, delimiter, most)
                            .containsExactlyElementsOf(expected(keys, prefix, delimiter));
                }
            }
        }
    }

    @Test
    void versionsComeNewestFirstAcrossPages() {
        storage.versioning(bucket, Versioning.ENABLED);
        List<String> written = new ArrayList<>();
        for (String key : List.of("a", "b/1", "b/2", "c")) {
            for (int i = 0; i < 3; i++) {
                written.add(storage.put(bucket, key, "").versionId());
            }
        }
        storage.delete(bucket, "c");
        KeyRange all = KeyRange.of(null, null);

        List<Listed> seen = new ArrayList<>();
        Start start = Start.first(all);
        Page<Listed> page;
        do {
            page = listings.versions(bucket, all, start, 2);
            seen.addAll(page.rows());
            start = Start.within(seen.getLast().key(), seen.getLast().place(), all);
        } while (page.truncated());

        assertThat(seen).hasSize(13);
        assertThat(seen).extracting(Listed::versionId).startsWith(written.get(2), written.get(1), written.get(0));
        assertThat(seen.stream().filter(Listed::latest))
                .extracting(Listed::key)
                .containsExactly("a", "b/1", "b/2", "c");
        assertThat(seen.stream().filter(Listed::deleteMarker)).hasSize(1);
        assertThat(listings.versions(bucket, KeyRange.of(null, "/"), Start.first(all), 1000)
                        .groups())
                .containsExactly("b/");
    }

    @Test
    void aMillionKeysBelowOnePrefixCostOneStep() {
        database.jdbc().sql("""
                        INSERT INTO object_version
                            (bucket, key, place, version_id, latest, delete_marker, modified, size, etag, parts)
                        SELECT :bucket, 'dir' || lpad((n % 10)::text, 2, '0') || '/' || lpad(n::text, 7, '0'),
                            nextval('version_place'), 'null', true, false, now(), 0, '', 0
                        FROM generate_series(1, 50000) AS n
                        """).param("bucket", bucket.id()).update();
        database.jdbc().sql("ANALYZE object_version").update();

        long read =
                rowsRead(() -> assertThat(page("", "/", null, 1000).groups()).hasSize(10));

        assertThat(read).as("rows read for ten groups of 5,000 keys").isLessThan(200);
    }

    private static long rowsRead(Runnable query) {
        String sql = "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables";
        return Objects.requireNonNull(database.transaction().execute(status -> {
            long before = database.jdbc().sql(sql).query(Long.class).single();
            query.run();
            return database.jdbc().sql(sql).query(Long.class).single() - before;
        }));
    }

    private List<String> everything(String prefix, @Nullable String delimiter, int most) {
        List<String> entries = new ArrayList<>();
        String marker = null;
        Page<Listed> page;
        do {
            page = page(prefix, delimiter, marker, most);
            List<String> merged =
                    new ArrayList<>(page.rows().stream().map(Listed::key).toList());
            merged.addAll(page.groups());
            merged.sort(Utf8Order::compare);
            entries.addAll(merged);
            marker = switch (page.last()) {
                case null -> null;
                case Last.Row<Listed>(var row) -> row.key();
                case Last.Group<Listed>(var group) -> group;
            };
        } while (marker != null);
        return entries;
    }

    private static Collection<String> expected(Set<String> keys, String prefix, @Nullable String delimiter) {
        Set<String> entries = new LinkedHashSet<>();
        for (String key : keys) {
            if (key.startsWith(prefix)) {
                int at = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
                entries.add(at < 0 ? key : key.substring(0, at + delimiter.length()));
            }
        }
        return entries;
    }

    private static String key(Random random) {
        StringBuilder key = new StringBuilder();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            key.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return key.toString();
    }

    private void put(String... keys) {
        for (String key : keys) {
            storage.put(bucket, key, "");
        }
    }

    private Page<Listed> page(String prefix, @Nullable String delimiter, @Nullable String marker, int most) {
        KeyRange keys = KeyRange.of(prefix, delimiter);
        return listings.objects(bucket, keys, Start.after(marker, keys), most);
    }
}
