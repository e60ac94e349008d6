/** Events that leave in the transaction that caused them. */
@NullMarked
package dev.cloudlet.kit.outbox;

import org.jspecify.annotations.NullMarked;
