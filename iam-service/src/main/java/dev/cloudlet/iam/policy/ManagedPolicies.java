package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.protocol.AwsException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Managed policies of both kinds: AWS's own, and the customer's. */
@Component
class ManagedPolicies {
    private final CustomerPolicies customer;
    private final PolicyVersions versions;
    private final AwsManagedPolicies aws;

    ManagedPolicies(CustomerPolicies customer, PolicyVersions versions, AwsManagedPolicies aws) {
        this.customer = customer;
        this.versions = versions;
        this.aws = aws;
    }

    /**
     * @param arn as the caller of that account wrote it
     * @throws AwsException NoSuchEntity
     */
    ManagedPolicy get(String account, String arn) {
        PolicyArn parsed = visible(account, arn);
        return (parsed.ownedByAws() ? Optional.ofNullable(aws.find(arn)) : customer.find(parsed))
                .orElseThrow(() -> missing(arn));
    }

    /**
     * A policy to be attached, which stays until the transaction ends.
     *
     * @throws AwsException NoSuchEntity, in the words for attaching
     */
    ManagedPolicy hold(String account, String arn) {
        PolicyArn parsed = PolicyArn.parse(arn);
        if (parsed == null || !(parsed.ownedByAws() || parsed.owner().equals(account))) {
            throw notAttachable(arn);
        }
        return (parsed.ownedByAws() ? Optional.ofNullable(aws.find(arn)) : customer.hold(parsed))
                .orElseThrow(() -> notAttachable(arn));
    }

    /**
     * A customer's policy to be changed.
     *
     * @throws AwsException NoSuchEntity; AccessDenied for AWS's own
     */
    ManagedPolicy lock(String account, String arn) {
        PolicyArn parsed = visible(account, arn);
        if (parsed.ownedByAws()) {
            throw IamError.ACCESS_DENIED.of("Cannot modify the AWS managed policy %s.", arn);
        }
        return customer.lock(parsed).orElseThrow(() -> missing(arn));
    }

    /**
     * @throws AwsException NoSuchEntity
     */
    PolicyVersion version(ManagedPolicy policy, String versionId) {
        Integer number = PolicyVersion.number(versionId);
        if (number == null) {
            throw PolicyVersion.missing(policy.arn(), versionId);
        }
        if (policy.arn().ownedByAws()) {
            if (number != policy.defaultVersion()) {
                // AWS's older versions are not kept here.
                throw PolicyVersion.missing(policy.arn(), versionId);
            }
            return awsVersion(policy);
        }
        return versions.find(policy.arn(), number).orElseThrow(() -> PolicyVersion.missing(policy.arn(), versionId));
    }

    PolicyVersion awsVersion(ManagedPolicy policy) {
        String document = aws.document(policy.arn().toString());
        if (document == null) {
            throw missing(policy.arn().toString());
        }
        return new PolicyVersion(policy.defaultVersion(), document, policy.updated());
    }

    static AwsException missing(String arn) {
        return IamError.NO_SUCH_ENTITY.of("Policy %s was not found.", arn);
    }

    private static AwsException notAttachable(String arn) {
        return IamError.NO_SUCH_ENTITY.of("Policy %s does not exist or is not attachable.", arn);
    }

    private static PolicyArn visible(String account, String arn) {
        PolicyArn parsed = PolicyArn.parse(arn);
        if (parsed == null) {
            throw IamError.INVALID_INPUT.of("ARN %s is not valid.", arn);
        }
        if (!parsed.ownedByAws() && !parsed.owner().equals(account)) {
            throw missing(arn);
        }
        return parsed;
    }
}
