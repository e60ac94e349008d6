package dev.cloudlet.iam.role;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityFactory;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.policy.Attachments;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Roles that belong to a service of AWS: made by name of the service, with AWS's policy, and nobody else's to change.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html">Create a service-linked role</a>
 */
@Component
class ServiceLinkedRoles {
    private static final Map<String, Service> SERVICES = Map.of(
            "autoscaling.amazonaws.com",
            new Service("AWSServiceRoleForAutoScaling", "AutoScalingServiceRolePolicy", true),
            "elasticloadbalancing.amazonaws.com",
            new Service("AWSServiceRoleForElasticLoadBalancing", "AWSElasticLoadBalancingServiceRolePolicy", false));

    private final Identities identities;
    private final IdentityFactory factory;
    private final Roles roles;
    private final Attachments attachments;

    /**
     * @param suffixes whether there may be several, told apart by a suffix
     */
    private record Service(String roleName, String policy, boolean suffixes) {}

    ServiceLinkedRoles(Identities identities, IdentityFactory factory, Roles roles, Attachments attachments) {
        this.identities = identities;
        this.factory = factory;
        this.roles = roles;
        this.attachments = attachments;
    }

    /** The role that a service will have; null when it has none. */
    static @Nullable String arn(String account, String serviceName, @Nullable String suffix) {
        Service service = SERVICES.get(serviceName);
        return service == null
                ? null
                : "arn:aws:iam::" + account + ":role" + Identity.SERVICE_PATH + serviceName + "/"
                        + name(service, suffix);
    }

    Role create(String account, String serviceName, @Nullable String suffix, String description) {
        Service service = SERVICES.get(serviceName);
        if (service == null) {
            throw IamError.INVALID_INPUT.of("The service %s has no service-linked role in this cloud.", serviceName);
        }
        if (suffix != null && !service.suffixes()) {
            throw IamError.INVALID_INPUT.of("Custom suffix is not allowed for %s", serviceName);
        }
        String name = name(service, suffix);
        if (identities.find(account, IdentityKind.ROLE, name) != null) {
            throw IamError.INVALID_INPUT.of(
                    "Service role name %s has been taken in this account, please try a different suffix.", name);
        }
        Role role = new Role(
                factory.make(
                        account, IdentityKind.ROLE, name, Identity.SERVICE_PATH + serviceName + "/", Map.of(), null),
                trust(serviceName),
                description,
                Role.DEFAULT_SESSION_SECONDS,
                null);
        roles.add(role, new TrustPolicy(role.trustPolicy(), Map.of()));
        attachments.link(role.identity(), "arn:aws:iam::aws:policy" + Identity.SERVICE_PATH + service.policy());
        return role;
    }

    private static String name(Service service, @Nullable String suffix) {
        return suffix == null ? service.roleName() : service.roleName() + "_" + suffix;
    }

    private static String trust(String serviceName) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"%s"},"Action":"sts:AssumeRole"}]}""".formatted(serviceName);
    }
}
