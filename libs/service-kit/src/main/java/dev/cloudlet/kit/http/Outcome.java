package dev.cloudlet.kit.http;

import dev.cloudlet.kit.call.Content;
import dev.cloudlet.protocol.WireResponse;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the client.
 *
 * @param content the body when it streams out; otherwise the response has it
 */
record Outcome(WireResponse response, @Nullable Content content) {}
