/** Instance profiles: how an instance gets its role. */
@NullMarked
package dev.cloudlet.iam.instanceprofile;

import org.jspecify.annotations.NullMarked;
