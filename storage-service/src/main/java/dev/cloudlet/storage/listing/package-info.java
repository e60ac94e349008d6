/** What is in a bucket, page by page. */
@NullMarked
package dev.cloudlet.storage.listing;

import org.jspecify.annotations.NullMarked;
