/** Signature Version 4: parse, verify, presign, chunked bodies. No Spring. */
@NullMarked
package dev.cloudlet.signature;

import org.jspecify.annotations.NullMarked;
