package dev.cloudlet.iam.sts;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.accesskey.AccessKeyIds;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;

/** Whose account an access key belongs to, whether or not it still exists: the id itself tells. */
@AwsOperations
class AccessKeyInfoOperations {

    @Authorize(action = "sts:GetAccessKeyInfo")
    GetAccessKeyInfoResponse getAccessKeyInfo(Call call, GetAccessKeyInfoRequest request) {
        String account = AccessKeyIds.account(request.accessKeyId());
        if (account == null) {
            throw IamError.VALIDATION_ERROR.of("Invalid Access Key Id: %s", request.accessKeyId());
        }
        return GetAccessKeyInfoResponse.builder().account(account).build();
    }
}
