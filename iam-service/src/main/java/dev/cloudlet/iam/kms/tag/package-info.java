/** Tags of keys. */
@NullMarked
package dev.cloudlet.iam.kms.tag;

import org.jspecify.annotations.NullMarked;
