package dev.cloudlet.deploy.deployment;

/**
 * An instance of an Auto Scaling group.
 *
 * @param waiting whether it waits for the group's launch hooks; otherwise it is in service
 */
record ScaledInstance(String id, String autoScalingGroup, boolean waiting) {}
