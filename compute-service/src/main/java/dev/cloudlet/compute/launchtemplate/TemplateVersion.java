package dev.cloudlet.compute.launchtemplate;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a launch template; it never changes.
 *
 * @param data JSON, as {@code ResponseLaunchTemplateData} of the SDK
 */
public record TemplateVersion(
        long number, Optional<String> description, String data, Instant created, String createdBy) {}
