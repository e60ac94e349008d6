/** S3: buckets and objects. */
@NullMarked
package dev.cloudlet.storage;

import org.jspecify.annotations.NullMarked;
