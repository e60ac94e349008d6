package dev.cloudlet.iam.accesskey;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.accesskey.AccessKey.LastUse;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;

/** When, where and for what a key was last used. */
@AwsOperations
class AccessKeyLastUsedOperations {
    private final AccessKeys keys;
    private final Identities identities;

    AccessKeyLastUsedOperations(AccessKeys keys, Identities identities) {
        this.keys = keys;
        this.identities = identities;
    }

    @AuthorizedInCode(actions = "iam:GetAccessKeyLastUsed", because = "The user is found by the key")
    GetAccessKeyLastUsedResponse getAccessKeyLastUsed(Call call, GetAccessKeyLastUsedRequest request) {
        AccessKey key = keys.find(request.accessKeyId());
        boolean here = key != null && key.account().equals(call.account());
        Identity user =
                key == null || !here || key.owner() == null ? null : identities.byId(key.account(), key.owner());
        call.authorize(
                "iam:GetAccessKeyLastUsed", user == null ? "arn:aws:iam::" + call.account() + ":user/*" : user.arn());
        if (key == null || !here) {
            throw IamError.NO_SUCH_ENTITY.of("The Access Key with id %s cannot be found.", request.accessKeyId());
        }
        return GetAccessKeyLastUsedResponse.builder()
                .userName(user == null ? null : user.name())
                .accessKeyLastUsed(view(key.lastUse()))
                .build();
    }

    private static AccessKeyLastUsed view(@Nullable LastUse use) {
        return use == null
                ? AccessKeyLastUsed.builder().region("N/A").serviceName("N/A").build()
                : AccessKeyLastUsed.builder()
                        .lastUsedDate(use.time())
                        .region(use.region())
                        .serviceName(use.service())
                        .build();
    }
}
