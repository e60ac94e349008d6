/** The bytes of objects: small ones in the database, the others in files below one directory. */
@NullMarked
package dev.cloudlet.storage.facility;

import org.jspecify.annotations.NullMarked;
