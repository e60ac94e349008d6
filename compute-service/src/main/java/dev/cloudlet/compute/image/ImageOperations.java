package dev.cloudlet.compute.image;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.compute.tag.TagSpecifications;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.work.WorkQueue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.CreateImageResponse;
import software.amazon.awssdk.services.ec2.model.DeregisterImageRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterImageResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;

/** Images: described, made of instances, forgotten. */
@AwsOperations
class ImageOperations {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9()\\[\\] ./\\-'@_]{3,128}");
    private static final Filters<Image> FILTERS = Filters.of(Image::tags)
            .by("architecture", each -> Images.architecture())
            .by("creation-date", each -> each.created().toString())
            .by("description", Image::description)
            .by("hypervisor", each -> "xen")
            .by("image-id", Image::id)
            .by("image-type", each -> "machine")
            .by("is-public", each -> Boolean.toString(each.isPublic()))
            .by("name", Image::name)
            .byAny("owner-alias", each -> each.ownerAlias().stream().toList())
            .by("owner-id", Image::owner)
            .by("platform-details", each -> "Linux/UNIX")
            .by("root-device-name", each -> Images.ROOT_DEVICE)
            .by("root-device-type", each -> "ebs")
            .byAny("source-instance-id", each -> each.sourceInstance().stream().toList())
            .by("state", Image::state)
            .by("virtualization-type", each -> "hvm");

    private final Images images;
    private final Tags tags;
    private final WorkQueue works;
    private final JdbcClient jdbc;

    ImageOperations(Images images, Tags tags, WorkQueue works, JdbcClient jdbc) {
        this.images = images;
        this.tags = tags;
        this.works = works;
        this.jdbc = jdbc;
    }

    @Authorize(action = "ec2:DescribeImages")
    DescribeImagesResponse describeImages(Call call, DescribeImagesRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        request.imageIds().forEach(id -> images.require(place, id));
        List<Image> found = images.list(place).stream()
                .filter(each ->
                        request.imageIds().isEmpty() || request.imageIds().contains(each.id()))
                .filter(each -> request.owners().isEmpty()
                        || request.owners().stream().anyMatch(owner -> owns(owner, each, place)))
                .filter(each -> request.executableUsers().isEmpty() || mayRun(request.executableUsers(), each, place))
                .filter(FILTERS.matching(request.filters()))
                .toList();
        Page<Image> page = Page.of(found, Image::id, request.maxResults(), request.nextToken());
        return DescribeImagesResponse.builder()
                .images(page.map(ImageViews::image))
                .nextToken(page.next())
                .build();
    }

    private static boolean owns(String owner, Image image, Place place) {
        return switch (owner) {
            case "self" -> image.owner().equals(place.account());
            case "amazon" -> image.ownerAlias().isPresent();
            default -> image.owner().equals(owner);
        };
    }

    private static boolean mayRun(List<String> users, Image image, Place place) {
        return (users.contains("all") && image.isPublic())
                || ((users.contains("self") || users.contains(place.account()))
                        && image.owner().equals(place.account()));
    }

    @Authorize(action = "ec2:CreateImage", resource = "arn:aws:ec2:{region}::image/*")
    @Authorize(action = "ec2:CreateImage", resource = "arn:aws:ec2:{region}:{account}:instance/{InstanceId}")
    CreateImageResponse createImage(Call call, CreateImageRequest request) {
        Map<String, String> wanted = TagSpecifications.of(request.tagSpecifications(), Set.of("image", "snapshot"))
                .getOrDefault("image", Map.of());
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        if (!NAME.matcher(request.name()).matches()) {
            throw Ec2Error.INVALID_AMI_NAME_MALFORMED.of(
                    "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', '-', '/' and '_'");
        }
        requireInstance(place, request.instanceId());
        Image image = new Image(
                ResourceIds.random("ami"),
                request.name(),
                Optional.ofNullable(request.description()).orElse(""),
                place.account(),
                Optional.empty(),
                "pending",
                Optional.empty(),
                Optional.of(request.instanceId()),
                call.time(),
                "",
                wanted);
        if (!images.add(place, image)) {
            throw Ec2Error.INVALID_AMI_NAME_DUPLICATE.of(
                    "AMI name %s is already in use by another AMI of this account", request.name());
        }
        tags.put(place, image.id(), "image", wanted);
        works.request(ImageWork.NAME, image.id());
        return CreateImageResponse.builder().imageId(image.id()).build();
    }

    private void requireInstance(Place place, String id) {
        if (!ResourceIds.isFormed("i", id)) {
            throw Ec2Error.INVALID_INSTANCE_ID_MALFORMED.of("Invalid id: \"%s\"", id);
        }
        String state = jdbc.sql("SELECT state FROM instance WHERE account = :account AND region = :region AND id = :id")
                .param("account", place.account())
                .param("region", place.region())
                .param("id", id)
                .query(String.class)
                .optional()
                .orElseThrow(
                        () -> Ec2Error.INVALID_INSTANCE_ID_NOT_FOUND.of("The instance ID '%s' does not exist", id));
        if (!state.equals("RUNNING") && !state.equals("STOPPED") && !state.equals("STOPPING")) {
            throw Ec2Error.INCORRECT_INSTANCE_STATE.of(
                    "The instance '%s' is not in a state from which an image can be made.", id);
        }
    }

    @Authorize(action = "ec2:DeregisterImage", resource = "arn:aws:ec2:{region}::image/{ImageId}")
    DeregisterImageResponse deregisterImage(Call call, DeregisterImageRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        Image image = images.require(place, request.imageId());
        if (!image.owner().equals(place.account())) {
            throw Ec2Error.OPERATION_NOT_PERMITTED.of("You do not own the image '%s'", image.id());
        }
        images.remove(place, image.id());
        works.request(ImageWork.NAME, image.id());
        return DeregisterImageResponse.builder().returnValue(true).build();
    }
}
