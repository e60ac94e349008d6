/** Revisions of an application, in S3. */
@NullMarked
package dev.cloudlet.deploy.revision;

import org.jspecify.annotations.NullMarked;
