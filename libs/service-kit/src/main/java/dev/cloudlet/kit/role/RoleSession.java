package dev.cloudlet.kit.role;

/**
 * A role that a service takes on.
 *
 * @param servicePrincipal whom the role must trust, for example {@code codebuild.amazonaws.com}
 * @param name the session's name, as policies and the trail show it
 * @param sourceArn what the service does it for: {@code aws:SourceArn} of the role's trust policy
 */
public record RoleSession(String roleArn, String servicePrincipal, String name, String sourceArn) {}
