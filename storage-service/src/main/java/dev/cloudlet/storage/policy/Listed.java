package dev.cloudlet.storage.policy;

import dev.cloudlet.storage.acl.AccessControlList;

/**
 * An access control list that has a say in a decision.
 *
 * @param object whether it is that of an object
 * @param owner the account whose that is
 */
record Listed(boolean object, String owner, AccessControlList list) {}
