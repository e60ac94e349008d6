package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Place;
import dev.cloudlet.sandbox.network.Cidr;
import java.util.Map;

/** A virtual private cloud. */
public record Vpc(
        Place place,
        String id,
        Cidr cidr,
        boolean isDefault,
        boolean dnsSupport,
        boolean dnsHostnames,
        Map<String, String> tags) {}
