/** Configurations of buckets that cannot be made yet: asking for them tells, truly, that there is none. */
@NullMarked
package dev.cloudlet.storage.configuration;

import org.jspecify.annotations.NullMarked;
