package dev.cloudlet.storage.bucket;

import java.time.Instant;

/** Opens to tests of other packages what only the operations of this one do. */
public final class BucketFixture {
    private BucketFixture() {}

    public static Bucket create(Buckets buckets, String name) {
        buckets.create(
                name,
                "000000000000",
                "us-east-1",
                Bucket.Ownership.ENFORCED,
                null,
                Instant.parse("2026-11-20T12:00:00Z"));
        return buckets.find(name).orElseThrow();
    }

    public static boolean delete(Buckets buckets, Bucket bucket) {
        return buckets.delete(bucket);
    }
}
