/** Deployment groups: the instances that an application is deployed to, and how. */
@NullMarked
package dev.cloudlet.deploy.group;

import org.jspecify.annotations.NullMarked;
