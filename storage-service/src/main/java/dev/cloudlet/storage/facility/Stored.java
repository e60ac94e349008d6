package dev.cloudlet.storage.facility;

import java.util.UUID;

/**
 * What the files of a blob should be.
 *
 * @param size before encryption
 * @param copies in how many facilities
 * @param crc the CRC-32C of the encrypted bytes
 */
record Stored(UUID id, long size, int copies, long crc) {}
