/** What the cloud answers about itself, under {@code /_cloudlet/}. */
@NullMarked
package dev.cloudlet.gateway.admin;

import org.jspecify.annotations.NullMarked;
