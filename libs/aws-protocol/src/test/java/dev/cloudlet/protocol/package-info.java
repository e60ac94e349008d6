/** Tests of the wire formats, with the SDK's own client on the other side. */
package dev.cloudlet.protocol;
