/** What an instance finds on the cloud's own addresses: its metadata, its role's credentials, the endpoint, names. */
@NullMarked
package dev.cloudlet.compute.metadata;

import org.jspecify.annotations.NullMarked;
