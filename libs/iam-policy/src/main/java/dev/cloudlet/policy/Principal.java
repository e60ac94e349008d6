package dev.cloudlet.policy;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** Who makes a request. */
public sealed interface Principal {
    /** The ARN; the host name of a service; the provider of a federated identity; "anonymous". */
    String arn();

    /** The twelve digits of the caller's account; empty for services and federated identities; "anonymous". */
    String accountId();

    /** The value of aws:userid; empty where AWS has none. */
    String userId();

    /** The tags behind aws:PrincipalTag; for sessions those of the role overridden by those of the session. */
    default Map<String, String> tags() {
        return Map.of();
    }

    /** The account itself, with all rights in it. */
    record AccountRoot(String accountId) implements Principal {
        public AccountRoot {
            requireNonNull(accountId);
        }

        @Override
        public String arn() {
            return "arn:aws:iam::" + accountId + ":root";
        }

        @Override
        public String userId() {
            return accountId;
        }
    }

    /**
     * A user, by its access key or by a session without a role (GetSessionToken).
     *
     * @param arn as in arn:aws:iam::123456789012:user/division/Bob
     * @param userId the unique id, AIDA...
     */
    record User(String arn, String userId, Map<String, String> tags) implements Principal {
        public User {
            requireNonNull(userId);
            tags = Map.copyOf(tags);
            PrincipalArns.require(arn, "iam", "user/");
        }

        @Override
        public String accountId() {
            return PrincipalArns.account(arn);
        }

        /** The name without its path: aws:username. */
        public String userName() {
            return PrincipalArns.name(arn);
        }
    }

    /**
     * A session of an assumed role.
     *
     * @param roleArn with its path, as in arn:aws:iam::123456789012:role/service/Build
     * @param roleId the unique id of the role, AROA...
     */
    record RoleSession(String roleArn, String roleId, String sessionName, Map<String, String> tags)
            implements Principal {
        public RoleSession {
            requireNonNull(roleId);
            requireNonNull(sessionName);
            tags = Map.copyOf(tags);
            PrincipalArns.require(roleArn, "iam", "role/");
        }

        /** As in arn:aws:sts::123456789012:assumed-role/Build/session, without the path of the role. */
        @Override
        public String arn() {
            return "arn:" + PrincipalArns.partition(roleArn) + ":sts::" + accountId() + ":assumed-role/" + roleName()
                    + "/" + sessionName;
        }

        @Override
        public String accountId() {
            return PrincipalArns.account(roleArn);
        }

        @Override
        public String userId() {
            return roleId + ":" + sessionName;
        }

        /** The name of the role without its path. */
        public String roleName() {
            return PrincipalArns.name(roleArn);
        }
    }

    /**
     * A session of GetFederationToken.
     *
     * @param name as given to GetFederationToken
     * @param userArn the user who asked for the session
     */
    record FederatedUser(String name, String userArn, Map<String, String> tags) implements Principal {
        public FederatedUser {
            requireNonNull(name);
            tags = Map.copyOf(tags);
            PrincipalArns.require(userArn, "iam", "");
        }

        @Override
        public String arn() {
            return "arn:" + PrincipalArns.partition(userArn) + ":sts::" + accountId() + ":federated-user/" + name;
        }

        @Override
        public String accountId() {
            return PrincipalArns.account(userArn);
        }

        @Override
        public String userId() {
            return accountId() + ":" + name;
        }
    }

    /**
     * Somebody known to an identity provider only, who asks for a role (AssumeRoleWithWebIdentity, AssumeRoleWithSAML).
     *
     * @param provider the ARN or the host name of the provider, as in the {@code Federated} principal
     */
    record FederatedIdentity(String provider) implements Principal {
        public FederatedIdentity {
            requireNonNull(provider);
        }

        @Override
        public String arn() {
            return provider;
        }

        @Override
        public String accountId() {
            return "";
        }

        @Override
        public String userId() {
            return "";
        }
    }

    /**
     * A service of the cloud acting on its own.
     *
     * @param host as in codebuild.amazonaws.com
     */
    record Service(String host) implements Principal {
        public Service {
            requireNonNull(host);
        }

        @Override
        public String arn() {
            return host;
        }

        @Override
        public String accountId() {
            return "";
        }

        @Override
        public String userId() {
            return "";
        }
    }

    /** An unsigned request. */
    record Anonymous() implements Principal {
        @Override
        public String arn() {
            return "anonymous";
        }

        @Override
        public String accountId() {
            return "anonymous";
        }

        @Override
        public String userId() {
            return "anonymous";
        }
    }
}
