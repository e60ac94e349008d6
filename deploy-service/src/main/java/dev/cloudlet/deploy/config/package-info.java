/** Deployment configurations: how many instances must stay healthy. */
@NullMarked
package dev.cloudlet.deploy.config;

import org.jspecify.annotations.NullMarked;
