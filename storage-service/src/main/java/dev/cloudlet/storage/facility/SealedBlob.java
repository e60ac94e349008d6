package dev.cloudlet.storage.facility;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A blob as the database has it.
 *
 * @param size of its bytes before they were encrypted
 * @param key the data key, wrapped
 * @param crc of what is in the files
 * @param bytes encrypted, of a small one; the others are in files
 */
record SealedBlob(UUID id, long size, int copies, byte[] key, byte @Nullable [] bytes, long crc) {}
