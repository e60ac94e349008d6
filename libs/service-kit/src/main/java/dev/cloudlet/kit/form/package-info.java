/** Forms that browsers send to S3. */
@NullMarked
package dev.cloudlet.kit.form;

import org.jspecify.annotations.NullMarked;
