/** The whole cloud in one JVM: every service, the gateway and a Postgres of its own. */
@NullMarked
package dev.cloudlet.standalone;

import org.jspecify.annotations.NullMarked;
