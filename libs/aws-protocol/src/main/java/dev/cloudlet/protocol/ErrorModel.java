package dev.cloudlet.protocol;

/**
 * A documented error of a service.
 *
 * @param shape its name in the model, which JSON and CBOR send
 * @param code its code, which Query and XML send
 * @param status its HTTP status
 * @param senderFault whether the caller is at fault
 */
record ErrorModel(String shape, String code, int status, boolean senderFault) implements ErrorCode {}
