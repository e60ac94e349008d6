/** Commands to the hosts' agents. */
@NullMarked
package dev.cloudlet.deploy.agent;

import org.jspecify.annotations.NullMarked;
