/** The Postgres server that a cloud runs for itself. */
@NullMarked
package dev.cloudlet.postgres;

import org.jspecify.annotations.NullMarked;
