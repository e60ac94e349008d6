/** The Postgres server that a cloud runs for itself. */
@NullMarked
package dev.cloudlet.standalone.postgres;

import org.jspecify.annotations.NullMarked;
