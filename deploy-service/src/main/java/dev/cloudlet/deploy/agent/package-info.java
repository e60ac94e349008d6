/** What the agents on the instances ask for. */
@NullMarked
package dev.cloudlet.deploy.agent;

import org.jspecify.annotations.NullMarked;
