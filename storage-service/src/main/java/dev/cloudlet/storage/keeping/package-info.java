/** How objects are kept, as values and columns: encryption, storage class, locks. */
@NullMarked
package dev.cloudlet.storage.keeping;

import org.jspecify.annotations.NullMarked;
