package dev.cloudlet.storage.killed;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cloudlet.storage.StorageFixture;
import dev.cloudlet.storage.bucket.Bucket;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A process that puts objects, makes them of parts and deletes them until it is killed. Says before and after each what it does:
 * {@code begin KEY STATE} and {@code done KEY STATE}, where the state is the object's text, shortened, or {@code -}.
 */
final class Writer {
    private static final int THREADS = 3;
    private static final int KEYS = 5;
    private static final int[] SIZES = {10, 9_000, 150_000};

    private final StorageFixture storage;
    private final Bucket bucket;

    private Writer(StorageFixture storage) {
        this.storage = storage;
        this.bucket = storage.buckets.find("bucket").orElseThrow();
    }

    public static void main(String[] args) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(args[0]);
        pool.setUsername(args[1]);
        pool.setPassword(args[2]);
        HikariDataSource source = new HikariDataSource(pool);
        Writer writer = new Writer(new StorageFixture(
                JdbcClient.create(source),
                new TransactionTemplate(new DataSourceTransactionManager(source)),
                Path.of(args[3])));
        for (int i = 0; i < THREADS; i++) {
            String prefix = "thread" + i + "-";
            Thread.ofPlatform().start(() -> writer.write(prefix));
        }
    }

    private void write(String prefix) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (true) {
            String key = prefix + random.nextInt(KEYS);
            char letter = (char) ('a' + random.nextInt(26));
            int size = SIZES[random.nextInt(SIZES.length)];
            int what = random.nextInt(4);
            String state = what == 0 ? "-" : letter + ":" + (what == 1 ? 2 * size : size);
            say("begin", key, state);
            String text = Character.toString(letter).repeat(size);
            switch (what) {
                case 0 -> storage.delete(bucket, key);
                case 1 -> storage.putParts(bucket, key, text, text);
                default -> storage.put(bucket, key, text);
            }
            say("done", key, state);
        }
    }

    private static synchronized void say(String what, String key, String state) {
        System.out.println(what + " " + key + " " + state);
    }
}
