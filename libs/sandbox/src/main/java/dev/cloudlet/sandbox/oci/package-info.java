/** The OCI driver: machines as containers of runc or crun over overlay filesystems. */
@NullMarked
package dev.cloudlet.sandbox.oci;

import org.jspecify.annotations.NullMarked;
