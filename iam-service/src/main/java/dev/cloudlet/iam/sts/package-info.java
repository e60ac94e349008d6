/** The Security Token Service: who am I, and temporary credentials. */
@NullMarked
package dev.cloudlet.iam.sts;

import org.jspecify.annotations.NullMarked;
