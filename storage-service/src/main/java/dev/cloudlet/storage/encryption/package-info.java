/** Server-side encryption as clients see it: SSE-S3, SSE-KMS, SSE-C, and what a bucket does by default. */
@NullMarked
package dev.cloudlet.storage.encryption;

import org.jspecify.annotations.NullMarked;
