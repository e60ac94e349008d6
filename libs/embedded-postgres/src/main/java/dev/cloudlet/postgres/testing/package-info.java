/** A database for the tests of stores. Needs JUnit, Flyway and Spring's JDBC on the class path. */
@NullMarked
package dev.cloudlet.postgres.testing;

import org.jspecify.annotations.NullMarked;
