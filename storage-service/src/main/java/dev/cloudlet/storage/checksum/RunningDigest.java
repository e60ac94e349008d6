package dev.cloudlet.storage.checksum;

/** A checksum or hash that is being computed. */
public interface RunningDigest {
    void update(byte[] bytes, int offset, int count);

    /** The value, big endian; the computation is over. */
    byte[] value();
}
