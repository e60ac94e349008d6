package dev.cloudlet.monitoring.trail;

/**
 * Something that a call was about.
 *
 * @param type as CloudFormation calls it, such as {@code AWS::S3::Bucket}
 */
record TrailResource(String type, String name) {}
