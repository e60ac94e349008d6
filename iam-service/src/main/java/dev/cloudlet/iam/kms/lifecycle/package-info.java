/** How keys come, change and go. */
@NullMarked
package dev.cloudlet.iam.kms.lifecycle;

import org.jspecify.annotations.NullMarked;
