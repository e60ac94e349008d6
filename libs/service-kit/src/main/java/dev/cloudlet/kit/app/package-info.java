/** How every service of the cloud is started, and the settings all of them share. */
@NullMarked
package dev.cloudlet.kit.app;

import org.jspecify.annotations.NullMarked;
