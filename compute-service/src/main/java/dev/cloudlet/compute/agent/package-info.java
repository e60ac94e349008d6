/** CodeDeploy's host agent, run beside each instance that has an instance profile; see docs/agent.md. */
@NullMarked
package dev.cloudlet.compute.agent;

import org.jspecify.annotations.NullMarked;
