/** Wire formats of AWS over the SDK's model classes. No Spring. */
@NullMarked
package dev.cloudlet.protocol;

import org.jspecify.annotations.NullMarked;
