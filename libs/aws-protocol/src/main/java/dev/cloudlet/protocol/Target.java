package dev.cloudlet.protocol;

/**
 * What a request is addressed to.
 *
 * @param service the service; one without operations if this cloud does not have it
 * @param protocol how the client speaks, which may be another protocol than the service's first one (CloudWatch has three)
 */
public record Target(ServiceModel service, Protocol protocol) {}
