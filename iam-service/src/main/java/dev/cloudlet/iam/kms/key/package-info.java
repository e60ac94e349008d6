/** Keys, their aliases and grants as they are stored, and who may use them. */
@NullMarked
package dev.cloudlet.iam.kms.key;

import org.jspecify.annotations.NullMarked;
