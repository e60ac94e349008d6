/** What the agents on the instances are to do, one lifecycle event each, and how it went. */
@NullMarked
package dev.cloudlet.deploy.hostcommand;

import org.jspecify.annotations.NullMarked;
