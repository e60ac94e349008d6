/** Configuration kept as one JSON document in the AWS model's own shape. */
@NullMarked
package dev.cloudlet.kit.document;

import org.jspecify.annotations.NullMarked;
