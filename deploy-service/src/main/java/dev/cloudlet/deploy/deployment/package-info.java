/** Deployments: their record, and the work that rolls them out. */
@NullMarked
package dev.cloudlet.deploy.deployment;

import org.jspecify.annotations.NullMarked;
