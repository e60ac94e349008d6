package dev.cloudlet.storage.bucket;

/** What is removed with a bucket, though it does not keep the bucket from being removed. */
public interface BucketContents {
    void removeWith(Bucket bucket);
}
