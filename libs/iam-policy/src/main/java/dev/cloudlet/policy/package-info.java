/** The IAM policy language: parse, evaluate, explain. No Spring, no I/O. */
@NullMarked
package dev.cloudlet.policy;

import org.jspecify.annotations.NullMarked;
