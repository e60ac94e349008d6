package dev.cloudlet.iam.kms.tag;

import dev.cloudlet.iam.kms.KmsPage;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.Keys;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/** Tags of keys. */
@AwsOperations
class KeyTagOperations {
    private static final String KEY = "The key's own policy decides";

    private final KeyAccess access;
    private final Keys keys;

    KeyTagOperations(KeyAccess access, Keys keys) {
        this.access = access;
        this.keys = keys;
    }

    @AuthorizedInCode(actions = "kms:TagResource", because = KEY)
    TagResourceResponse tagResource(Call call, TagResourceRequest request) {
        KmsKey key = access.change(call, "kms:TagResource", request.keyId());
        key.requireNotPendingDeletion();
        keys.setTags(key, KeyTags.add(key.tags(), request.tags()));
        return TagResourceResponse.builder().build();
    }

    @AuthorizedInCode(actions = "kms:UntagResource", because = KEY)
    UntagResourceResponse untagResource(Call call, UntagResourceRequest request) {
        KmsKey key = access.change(call, "kms:UntagResource", request.keyId());
        key.requireNotPendingDeletion();
        Map<String, String> left = new LinkedHashMap<>(key.tags());
        request.tagKeys().forEach(left::remove);
        keys.setTags(key, left);
        return UntagResourceResponse.builder().build();
    }

    @AuthorizedInCode(actions = "kms:ListResourceTags", because = KEY)
    ListResourceTagsResponse listResourceTags(Call call, ListResourceTagsRequest request) {
        KmsKey key = access.own(call, "kms:ListResourceTags", request.keyId());
        KmsPage.Wanted wanted = KmsPage.wanted(request.marker(), request.limit(), 50, 50);
        List<Tag> rows = new TreeMap<>(key.tags())
                .tailMap(wanted.after(), wanted.after().isEmpty()).entrySet().stream()
                        .limit(wanted.rows())
                        .map(tag -> Tag.builder()
                                .tagKey(tag.getKey())
                                .tagValue(tag.getValue())
                                .build())
                        .toList();
        KmsPage<Tag> page = KmsPage.of(rows, wanted, Tag::tagKey);
        return ListResourceTagsResponse.builder()
                .tags(page.items())
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }
}
