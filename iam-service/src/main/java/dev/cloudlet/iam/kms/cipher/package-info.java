/** The cryptography of symmetric keys: how messages are sealed, and the material itself. */
@NullMarked
package dev.cloudlet.iam.kms.cipher;

import org.jspecify.annotations.NullMarked;
