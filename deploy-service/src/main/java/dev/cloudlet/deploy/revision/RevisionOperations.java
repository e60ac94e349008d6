package dev.cloudlet.deploy.revision;

import dev.cloudlet.deploy.DeployError;
import dev.cloudlet.deploy.Pages;
import dev.cloudlet.deploy.application.Applications;
import dev.cloudlet.deploy.group.DeploymentGroups;
import dev.cloudlet.deploy.revision.Revisions.Revision;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.ApplicationRevisionSortBy;
import software.amazon.awssdk.services.codedeploy.model.GenericRevisionInfo;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionRequest;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionResponse;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationRevisionsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationRevisionsResponse;
import software.amazon.awssdk.services.codedeploy.model.ListStateFilterAction;
import software.amazon.awssdk.services.codedeploy.model.RegisterApplicationRevisionRequest;
import software.amazon.awssdk.services.codedeploy.model.RegisterApplicationRevisionResponse;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.SortOrder;

@AwsOperations
class RevisionOperations {
    private static final String ARN = "arn:aws:codedeploy:{region}:{account}:application:{applicationName}";

    private final Revisions revisions;
    private final Applications applications;
    private final DeploymentGroups groups;

    RevisionOperations(Revisions revisions, Applications applications, DeploymentGroups groups) {
        this.revisions = revisions;
        this.applications = applications;
        this.groups = groups;
    }

    @Authorize(action = "codedeploy:RegisterApplicationRevision", resource = ARN)
    RegisterApplicationRevisionResponse registerApplicationRevision(
            Call call, RegisterApplicationRevisionRequest request) {
        applications.get(call, request.applicationName());
        revisions.register(
                call.account(),
                call.region(),
                request.applicationName(),
                RevisionRules.checked(request.revision()),
                request.description(),
                call.time());
        return RegisterApplicationRevisionResponse.builder().build();
    }

    @Authorize(action = "codedeploy:GetApplicationRevision", resource = ARN)
    GetApplicationRevisionResponse getApplicationRevision(Call call, GetApplicationRevisionRequest request) {
        applications.get(call, request.applicationName());
        RevisionLocation at = RevisionRules.checked(request.revision());
        Revision revision = revisions
                .find(call.account(), call.region(), request.applicationName(), at)
                .orElseThrow(() -> DeployError.REVISION_DOES_NOT_EXIST.of(
                        "The named revision does not exist with the application %s", request.applicationName()));
        return GetApplicationRevisionResponse.builder()
                .applicationName(request.applicationName())
                .revision(revision.location())
                .revisionInfo(GenericRevisionInfo.builder()
                        .description(revision.description())
                        .deploymentGroups(groups.havingTarget(call, request.applicationName(), at))
                        .registerTime(revision.registered())
                        .firstUsedTime(revision.firstUsed())
                        .lastUsedTime(revision.lastUsed())
                        .build())
                .build();
    }

    @Authorize(action = "codedeploy:ListApplicationRevisions", resource = ARN)
    ListApplicationRevisionsResponse listApplicationRevisions(Call call, ListApplicationRevisionsRequest request) {
        applications.get(call, request.applicationName());
        if (request.s3KeyPrefix() != null && request.s3Bucket() == null) {
            throw DeployError.BUCKET_NAME_FILTER_REQUIRED.of("A bucket name is required, but was not provided.");
        }
        List<RevisionLocation> found = revisions.list(call.account(), call.region(), request.applicationName()).stream()
                .filter(r -> wanted(call, request, r.location()))
                .sorted(order(request))
                .map(Revision::location)
                .toList();
        Page<RevisionLocation> page = Pages.of(found, request.nextToken());
        return ListApplicationRevisionsResponse.builder()
                .revisions(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private boolean wanted(Call call, ListApplicationRevisionsRequest request, RevisionLocation at) {
        if ((request.s3Bucket() != null
                        && !request.s3Bucket().equals(at.s3Location().bucket()))
                || (request.s3KeyPrefix() != null && !at.s3Location().key().startsWith(request.s3KeyPrefix()))) {
            return false;
        }
        ListStateFilterAction deployed = Objects.requireNonNullElse(request.deployed(), ListStateFilterAction.IGNORE);
        return switch (deployed) {
            case INCLUDE ->
                !groups.havingTarget(call, request.applicationName(), at).isEmpty();
            case EXCLUDE ->
                groups.havingTarget(call, request.applicationName(), at).isEmpty();
            case IGNORE, UNKNOWN_TO_SDK_VERSION -> true;
        };
    }

    private static Comparator<Revision> order(ListApplicationRevisionsRequest request) {
        ApplicationRevisionSortBy by =
                Objects.requireNonNullElse(request.sortBy(), ApplicationRevisionSortBy.REGISTER_TIME);
        Function<Revision, @Nullable Instant> time =
                switch (by) {
                    case FIRST_USED_TIME -> Revision::firstUsed;
                    case LAST_USED_TIME -> Revision::lastUsed;
                    case REGISTER_TIME, UNKNOWN_TO_SDK_VERSION -> Revision::registered;
                };
        Comparator<Revision> ascending =
                Comparator.comparing(r -> Objects.requireNonNullElse(time.apply(r), Instant.EPOCH));
        return request.sortOrder() == SortOrder.DESCENDING ? ascending.reversed() : ascending;
    }
}
