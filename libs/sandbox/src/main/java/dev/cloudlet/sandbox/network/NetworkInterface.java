package dev.cloudlet.sandbox.network;

/**
 * An interface in a VPC, made by {@link Networks#attach}. A value: it can be kept and compared.
 *
 * @param vpc the VPC's id
 * @param id the interface's id, such as {@code eni-0abc}
 * @param address its private IPv4 address, dotted
 * @param prefix the prefix length of its subnet, 8 to 30
 * @param mac its hardware address, six hexadecimal pairs with colons
 */
public record NetworkInterface(String vpc, String id, String address, int prefix, String mac) {}
