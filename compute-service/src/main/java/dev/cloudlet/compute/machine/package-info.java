/** The sandbox of this service, and what the machines of a VPC share: interfaces, filters, public addresses. */
@NullMarked
package dev.cloudlet.compute.machine;

import org.jspecify.annotations.NullMarked;
