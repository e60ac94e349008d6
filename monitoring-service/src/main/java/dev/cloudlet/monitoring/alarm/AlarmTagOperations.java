package dev.cloudlet.monitoring.alarm;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_VALUE;
import static dev.cloudlet.monitoring.MonitoringError.TAGGED_RESOURCE_NOT_FOUND;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceResponse;

/** Tags of alarms. */
@AwsOperations
class AlarmTagOperations {
    private static final Pattern ARN = Pattern.compile("arn:aws:cloudwatch:([a-z0-9-]+):(\\d{12}):alarm:(\\P{Cntrl}+)");

    private final Alarms alarms;

    AlarmTagOperations(Alarms alarms) {
        this.alarms = alarms;
    }

    @Authorize(action = "cloudwatch:TagResource", resource = "{ResourceARN}")
    TagResourceResponse tagResource(Call call, TagResourceRequest request) {
        AlarmKey key = key(call, request.resourceARN());
        TreeMap<String, String> tags = new TreeMap<>(tags(key));
        tags.putAll(AlarmTags.of(request.tags()));
        AlarmTags.requireFew(tags);
        alarms.tag(key, tags);
        return TagResourceResponse.builder().build();
    }

    @Authorize(action = "cloudwatch:UntagResource", resource = "{ResourceARN}")
    UntagResourceResponse untagResource(Call call, UntagResourceRequest request) {
        AlarmKey key = key(call, request.resourceARN());
        TreeMap<String, String> tags = new TreeMap<>(tags(key));
        tags.keySet().removeAll(request.tagKeys());
        alarms.tag(key, tags);
        return UntagResourceResponse.builder().build();
    }

    @Authorize(action = "cloudwatch:ListTagsForResource", resource = "{ResourceARN}")
    ListTagsForResourceResponse listTagsForResource(Call call, ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(AlarmTags.answer(tags(key(call, request.resourceARN()))))
                .build();
    }

    private Map<String, String> tags(AlarmKey key) {
        return alarms.tags(key).orElseThrow(() -> TAGGED_RESOURCE_NOT_FOUND.of("Unknown resource: %s", key.arn()));
    }

    private static AlarmKey key(Call call, String arn) {
        Matcher m = ARN.matcher(arn);
        if (!m.matches()) {
            throw INVALID_PARAMETER_VALUE.of("The value %s for parameter ResourceARN is not the ARN of an alarm.", arn);
        }
        AlarmKey key = new AlarmKey(m.group(2), m.group(1), m.group(3));
        if (!key.account().equals(call.account()) || !key.region().equals(call.region())) {
            throw TAGGED_RESOURCE_NOT_FOUND.of("Unknown resource: %s", arn);
        }
        return key;
    }
}
