package dev.cloudlet.storage.bucket;

import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.S3Time;
import dev.cloudlet.storage.bucket.Bucket.Ownership;
import dev.cloudlet.storage.bucket.Bucket.Versioning;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The buckets of all accounts. */
@Component
public final class Buckets {
    private static final int MOST_PER_ACCOUNT = 10_000;

    /** Block Public Access of a new bucket. */
    private static final String ALL_BLOCKED = """
            {"blockPublicAcls": true, "ignorePublicAcls": true,
             "blockPublicPolicy": true, "restrictPublicBuckets": true}
            """;

    /** What {@link #bucket(ResultSet, int)} reads. */
    public static final String COLUMNS = "id, name, account, region, created, versioning, ownership,"
            + " object_lock IS NOT NULL AS locks_objects, lifecycle IS NOT NULL AS has_lifecycle,"
            + " encryption IS NOT NULL AS says_encryption";

    private final JdbcClient jdbc;
    private final BucketLocks locks;

    public Buckets(JdbcClient jdbc, BucketLocks locks) {
        this.jdbc = jdbc;
        this.locks = locks;
    }

    /** The bucket of this name. */
    public Optional<Bucket> find(String name) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM bucket WHERE name = :name")
                .param("name", name)
                .query(Buckets::bucket)
                .optional();
    }

    /**
     * The bucket that a call is about; that it exists is no secret, what is in it is.
     *
     * @param expectedOwner from x-amz-expected-bucket-owner: another owner is refused
     */
    public Bucket require(Call call, String name, @Nullable String expectedOwner) {
        Bucket bucket =
                find(name).orElseThrow(() -> S3Error.NO_SUCH_BUCKET.error().with("BucketName", name));
        if (expectedOwner != null && !expectedOwner.equals(bucket.account())) {
            throw S3Error.ACCESS_DENIED.error();
        }
        return bucket;
    }

    /** The bucket of this id. */
    public Optional<Bucket> find(long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM bucket WHERE id = :id")
                .param("id", id)
                .query(Buckets::bucket)
                .optional();
    }

    /** The same, in the running transaction and until its end: the bucket stays, and stays as it is. */
    public Bucket hold(Bucket bucket) {
        locks.share(bucket.id());
        return jdbc.sql("SELECT " + COLUMNS + " FROM bucket WHERE id = :id")
                .param("id", bucket.id())
                .query(Buckets::bucket)
                .optional()
                .orElseThrow(() -> S3Error.NO_SUCH_BUCKET.error().with("BucketName", bucket.name()));
    }

    /** The buckets of an account in the order of their names, after a name. */
    List<Bucket> list(String account, String after, String prefix, @Nullable String region, int most) {
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM bucket
                        WHERE account = :account AND name > :after AND starts_with(name, :prefix)
                          AND (CAST(:region AS text) IS NULL OR region = :region)
                        ORDER BY name LIMIT :most
                        """)
                .param("account", account)
                .param("after", after)
                .param("prefix", prefix)
                .param("region", region)
                .param("most", most)
                .query(Buckets::bucket)
                .list();
    }

    /** Makes a bucket, or says whose it is. */
    Optional<Bucket> create(
            String name, String account, String region, Ownership ownership, @Nullable String acl, Instant now) {
        if (count(account) >= MOST_PER_ACCOUNT) {
            throw S3Error.TOO_MANY_BUCKETS.error();
        }
        int made = jdbc.sql("""
                        INSERT INTO bucket (name, account, region, created, public_access, ownership, acl)
                        VALUES (
                            :name, :account, :region, :created, CAST(:access AS jsonb), :ownership, CAST(:acl AS jsonb))
                        ON CONFLICT (name) DO NOTHING
                        """)
                .param("name", name)
                .param("account", account)
                .param("region", region)
                .param("created", S3Time.column(now))
                .param("access", ALL_BLOCKED)
                .param("ownership", ownership.wireName())
                .param("acl", acl)
                .update();
        return made == 1 ? Optional.empty() : find(name);
    }

    private int count(String account) {
        return jdbc.sql("SELECT count(*) FROM bucket WHERE account = :account")
                .param("account", account)
                .query(Integer.class)
                .single();
    }

    /** Removes an empty bucket; says no if there is a version in it. */
    boolean delete(Bucket bucket) {
        locks.own(bucket.id());
        boolean empty = jdbc.sql("SELECT NOT EXISTS (SELECT FROM object_version WHERE bucket = :id)")
                .param("id", bucket.id())
                .query(Boolean.class)
                .single();
        if (empty) {
            jdbc.sql("DELETE FROM bucket WHERE id = :id")
                    .param("id", bucket.id())
                    .update();
        }
        return empty;
    }

    /** Enables Object Lock for a new bucket, and versioning, without which there is none. */
    void lockObjects(String name) {
        jdbc.sql("UPDATE bucket SET versioning = 'Enabled', object_lock = '{}' WHERE name = :name")
                .param("name", name)
                .update();
    }

    /** Switches versioning; writes that have begun are finished first. */
    public void versioning(Bucket bucket, Versioning versioning) {
        locks.own(bucket.id());
        jdbc.sql("UPDATE bucket SET versioning = :versioning WHERE id = :id")
                .param("versioning", versioning.wireName())
                .param("id", bucket.id())
                .update();
    }

    /** Gives a bucket an access control list, as stored: null where everything is the owner's alone. */
    public void list(Bucket bucket, @Nullable String acl) {
        jdbc.sql("UPDATE bucket SET acl = CAST(:acl AS jsonb) WHERE id = :id")
                .param("acl", acl)
                .param("id", bucket.id())
                .update();
    }

    /** Says whose objects are, or with null takes it away; writes that have begun are finished first. */
    public void ownership(Bucket bucket, @Nullable Ownership ownership) {
        locks.own(bucket.id());
        jdbc.sql("UPDATE bucket SET ownership = :ownership WHERE id = :id")
                .param("ownership", ownership == null ? null : ownership.wireName())
                .param("id", bucket.id())
                .update();
    }

    /** A bucket from the columns of its table. */
    public static Bucket bucket(ResultSet row, int number) throws SQLException {
        return new Bucket(
                row.getLong("id"),
                row.getString("name"),
                row.getString("account"),
                row.getString("region"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                Versioning.of(row.getString("versioning")),
                Ownership.of(row.getString("ownership")),
                row.getBoolean("locks_objects"),
                row.getBoolean("has_lifecycle"),
                row.getBoolean("says_encryption"));
    }
}
