package dev.cloudlet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What is kept comes back. */
class ModelJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"autoscaling", "elasticloadbalancing", "codebuild", "codedeploy", "s3"})
    void every_request_comes_back(String service) {
        ServiceModel model = Objects.requireNonNull(Wire.of(List.of(service)).service(service));
        List<String> differences = new ArrayList<>();
        for (OperationModel operation : model.operations()) {
            if (operation.known()) {
                SdkPojo builder = operation.newRequest();
                new RandomModels(operation.name().hashCode(), false, 0.7).fill(builder);
                SdkPojo request = Field.build(builder);
                SdkPojo read = operation.newRequest();
                new TreeReader(TreeFormat.KEPT).decode(Calls.bytes(ModelJson.write(request)), read);
                Differences.between(operation.name(), request, Field.build(read), differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void a_request_is_read_as_its_description() {
        String kept = ModelJson.write(RequestLaunchTemplateData.builder()
                .imageId("ami-1")
                .blockDeviceMappings(LaunchTemplateBlockDeviceMappingRequest.builder()
                        .deviceName("/dev/sda1")
                        .ebs(e -> e.volumeSize(8))
                        .build())
                .build());

        ResponseLaunchTemplateData read = ModelJson.read(kept, ResponseLaunchTemplateData.builder());

        assertThat(read.imageId()).isEqualTo("ami-1");
        assertThat(read.blockDeviceMappings()).singleElement().satisfies(device -> {
            assertThat(device.deviceName()).isEqualTo("/dev/sda1");
            assertThat(device.ebs().volumeSize()).isEqualTo(8);
        });
    }

    @Test
    void members_outside_the_body_are_kept() {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket("b")
                .key("k")
                .contentType("text/plain")
                .build();
        assertThat(ModelJson.read(ModelJson.write(request), PutObjectRequest.builder()))
                .isEqualTo(request);
    }

    @Test
    void a_time_is_kept_exactly() {
        Activity activity = Activity.builder()
                .startTime(Instant.parse("2026-01-02T03:04:05.123456789Z"))
                .build();
        assertThat(ModelJson.read(ModelJson.write(activity), Activity.builder()))
                .isEqualTo(activity);
    }

    @Test
    void what_is_unknown_is_passed_over_and_what_is_no_document_is_refused() {
        assertThat(ModelJson.read("{\"Later\":[{}],\"ActivityId\":\"a\"}", Activity.builder())
                        .activityId())
                .isEqualTo("a");
        assertThatIllegalArgumentException().isThrownBy(() -> ModelJson.read("[]", Activity.builder()));
    }
}
