/** Access control lists: who besides the owner may use a bucket or an object. */
@NullMarked
package dev.cloudlet.storage.acl;

import org.jspecify.annotations.NullMarked;
