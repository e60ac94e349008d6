package dev.cloudlet.kit.call;

import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A request body that streams in, already unwrapped from aws-chunked.
 *
 * @param stream the bytes; reading past the end verifies what the signature promised about them, and throws if it was broken
 * @param length the length in bytes that the client declared, or -1
 * @param trailers the trailing headers, lower-case names; complete only after the end of the stream
 */
public record RequestBody(InputStream stream, long length, Supplier<Map<String, String>> trailers) {}
