package dev.cloudlet.kit.call;

import software.amazon.awssdk.core.SdkPojo;

/**
 * A reply whose body streams out.
 *
 * @param response the modelled members: status and headers come from it
 * @param status the HTTP status, 0 for the operation's usual one (206 for a range)
 * @param content the body
 */
public record Streamed<R extends SdkPojo>(R response, int status, Content content) {}
