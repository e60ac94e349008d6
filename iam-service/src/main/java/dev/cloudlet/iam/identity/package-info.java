/** What users, groups and roles have in common: a name, a path, tags, a permissions boundary. */
@NullMarked
package dev.cloudlet.iam.identity;

import org.jspecify.annotations.NullMarked;
