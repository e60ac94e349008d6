package dev.cloudlet.storage.multipart;

import java.time.Instant;
import java.util.UUID;

/**
 * A part of an upload.
 *
 * @param etag without quotes: the MD5 of its bytes
 * @param checksum in Base64, of the upload's algorithm
 */
record UploadedPart(int number, long size, String etag, String checksum, Instant modified, UUID blob) {}
