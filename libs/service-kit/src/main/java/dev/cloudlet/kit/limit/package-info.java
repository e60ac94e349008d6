/** What a service cannot do on the machine that it runs on. */
@NullMarked
package dev.cloudlet.kit.limit;

import org.jspecify.annotations.NullMarked;
