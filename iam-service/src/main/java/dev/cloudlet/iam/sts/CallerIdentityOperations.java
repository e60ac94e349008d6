package dev.cloudlet.iam.sts;

import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.OpenToAll;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Who am I. */
@AwsOperations
class CallerIdentityOperations {

    @OpenToAll(because = "No permissions are required; even an explicit deny does not refuse it")
    GetCallerIdentityResponse getCallerIdentity(Call call, GetCallerIdentityRequest request) {
        return GetCallerIdentityResponse.builder()
                .userId(call.principal().userId())
                .account(call.account())
                .arn(call.principal().arn())
                .build();
    }
}
