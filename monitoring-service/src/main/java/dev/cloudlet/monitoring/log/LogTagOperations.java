package dev.cloudlet.monitoring.log;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** Tags of log groups, in the present form and in the older one that names the group. */
@AwsOperations
class LogTagOperations {
    private final LogGroups groups;
    private final LogTargets targets;

    LogTagOperations(LogGroups groups, LogTargets targets) {
        this.groups = groups;
        this.targets = targets;
    }

    @Authorize(action = "logs:TagResource", resource = "{resourceArn}")
    TagResourceResponse tagResource(Call call, TagResourceRequest request) {
        add(targets.group(call, LogTargets.name(call, request.resourceArn())), request.tags());
        return TagResourceResponse.builder().build();
    }

    @Authorize(action = "logs:UntagResource", resource = "{resourceArn}")
    UntagResourceResponse untagResource(Call call, UntagResourceRequest request) {
        remove(targets.group(call, LogTargets.name(call, request.resourceArn())), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Authorize(action = "logs:ListTagsForResource", resource = "{resourceArn}")
    ListTagsForResourceResponse listTagsForResource(Call call, ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(targets.group(call, LogTargets.name(call, request.resourceArn()))
                        .tags())
                .build();
    }

    @Authorize(action = "logs:TagLogGroup", resource = LogTargets.GROUP)
    TagLogGroupResponse tagLogGroup(Call call, TagLogGroupRequest request) {
        add(targets.group(call, request.logGroupName()), request.tags());
        return TagLogGroupResponse.builder().build();
    }

    @Authorize(action = "logs:UntagLogGroup", resource = LogTargets.GROUP)
    UntagLogGroupResponse untagLogGroup(Call call, UntagLogGroupRequest request) {
        remove(targets.group(call, request.logGroupName()), request.tags());
        return UntagLogGroupResponse.builder().build();
    }

    @Authorize(action = "logs:ListTagsLogGroup", resource = LogTargets.GROUP)
    ListTagsLogGroupResponse listTagsLogGroup(Call call, ListTagsLogGroupRequest request) {
        return ListTagsLogGroupResponse.builder()
                .tags(targets.group(call, request.logGroupName()).tags())
                .build();
    }

    private void add(LogGroup group, Map<String, String> more) {
        Map<String, String> tags = new TreeMap<>(group.tags());
        tags.putAll(more);
        LogTags.requireValid(tags);
        groups.tag(group, tags);
    }

    private void remove(LogGroup group, Collection<String> keys) {
        Map<String, String> tags = new TreeMap<>(group.tags());
        tags.keySet().removeAll(keys);
        groups.tag(group, tags);
    }
}
