package dev.cloudlet.storage.facility;

import dev.cloudlet.storage.seal.WrappingKey;

/**
 * How bytes are to be stored.
 *
 * @param key wraps their data key
 * @param copies in different facilities, as far as there are so many; bytes in the database have one
 */
public record Storing(WrappingKey key, int copies) {}
