/** Aliases of keys. */
@NullMarked
package dev.cloudlet.iam.kms.alias;

import org.jspecify.annotations.NullMarked;
