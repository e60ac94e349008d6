package dev.cloudlet.kit.http;

import dev.cloudlet.protocol.ErrorCode;

/** A refused signature under the code of the service that was called. */
record SignatureError(String code, int status) implements ErrorCode {}
