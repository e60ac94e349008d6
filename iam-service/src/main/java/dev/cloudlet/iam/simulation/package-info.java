/** What policies would decide, and what they would want to know: for whoever writes them. */
@NullMarked
package dev.cloudlet.iam.simulation;

import org.jspecify.annotations.NullMarked;
