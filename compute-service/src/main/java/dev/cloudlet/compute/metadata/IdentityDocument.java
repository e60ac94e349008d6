package dev.cloudlet.compute.metadata;

import dev.cloudlet.compute.image.Images;
import dev.cloudlet.compute.instance.Instance;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The document in which an instance can read who it is. It is not signed: there is no Amazon key here to sign it with. */
@Component
final class IdentityDocument {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    byte[] of(Instance instance) {
        return JSON.createObjectNode()
                .put("accountId", instance.account())
                .put("architecture", Images.architecture())
                .put("availabilityZone", instance.zone())
                .putNull("billingProducts")
                .putNull("devpayProductCodes")
                .putNull("marketplaceProductCodes")
                .put("imageId", instance.launch().imageId())
                .put("instanceId", instance.id())
                .put("instanceType", instance.launch().instanceType())
                .putNull("kernelId")
                .put(
                        "pendingTime",
                        instance.launched().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("privateIp", instance.privateIp())
                .putNull("ramdiskId")
                .put("region", instance.region())
                .put("version", "2017-09-30")
                .toPrettyString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
