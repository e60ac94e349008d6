package dev.cloudlet.compute.launchtemplate;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.ModelJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateErrorCode;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseError;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Versions of launch templates. */
@AwsOperations
class LaunchTemplateVersionOperations {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LaunchTemplates templates;

    LaunchTemplateVersionOperations(LaunchTemplates templates) {
        this.templates = templates;
    }

    @AuthorizedInCode(actions = "ec2:CreateLaunchTemplateVersion", because = "The template may be named by its name")
    CreateLaunchTemplateVersionResponse createLaunchTemplateVersion(
            Call call, CreateLaunchTemplateVersionRequest request) {
        Template template = TemplateAccess.allowed(
                templates,
                call,
                "ec2:CreateLaunchTemplateVersion",
                request.launchTemplateId(),
                request.launchTemplateName());
        DryRun.check(request.dryRun());
        String data = ModelJson.write(TemplateData.checked(request.launchTemplateData()));
        if (request.sourceVersion() != null) {
            // The new version is the source with the members of the request in place of its own.
            ObjectNode source = (ObjectNode) JSON.readTree(
                    templates.version(template, request.sourceVersion()).data());
            source.setAll((ObjectNode) JSON.readTree(data));
            data = source.toString();
        }
        TemplateVersion version = new TemplateVersion(
                templates.nextVersion(template),
                Optional.ofNullable(request.versionDescription()),
                data,
                call.time(),
                call.principal().arn());
        templates.add(template.id(), version);
        return CreateLaunchTemplateVersionResponse.builder()
                .launchTemplateVersion(sdk(template, version))
                .build();
    }

    @Authorize(action = "ec2:DescribeLaunchTemplateVersions")
    DescribeLaunchTemplateVersionsResponse describeLaunchTemplateVersions(
            Call call, DescribeLaunchTemplateVersionsRequest request) {
        DryRun.check(request.dryRun());
        List<LaunchTemplateVersion> found = new ArrayList<>();
        if (request.launchTemplateId() == null && request.launchTemplateName() == null) {
            if (request.versions().stream().anyMatch(each -> !each.startsWith("$"))
                    || request.versions().isEmpty()) {
                throw Ec2Error.MISSING_PARAMETER.of(
                        "Either the launch template ID or the launch template name must be specified, unless the versions are $Latest or $Default.");
            }
            templates.list(Place.of(call)).forEach(each -> collect(each, request, found));
        } else {
            collect(
                    templates.require(Place.of(call), request.launchTemplateId(), request.launchTemplateName()),
                    request,
                    found);
        }
        Page<LaunchTemplateVersion> page = Page.of(
                found,
                each -> "%s %020d".formatted(each.launchTemplateId(), Long.MAX_VALUE - each.versionNumber()),
                request.maxResults(),
                request.nextToken());
        return DescribeLaunchTemplateVersionsResponse.builder()
                .launchTemplateVersions(page.items())
                .nextToken(page.next())
                .build();
    }

    private void collect(
            Template template, DescribeLaunchTemplateVersionsRequest request, List<LaunchTemplateVersion> into) {
        if (!request.versions().isEmpty()) {
            request.versions().stream()
                    .map(each -> templates.version(template, each))
                    .distinct()
                    .forEach(each -> into.add(sdk(template, each)));
            return;
        }
        long least = bound(request.minVersion(), 1);
        long most = bound(request.maxVersion(), Long.MAX_VALUE);
        templates.versions(template).stream()
                .filter(each -> each.number() >= least && each.number() <= most)
                .forEach(each -> into.add(sdk(template, each)));
    }

    private static long bound(@Nullable String version, long otherwise) {
        if (version == null) {
            return otherwise;
        }
        if (!version.matches("\\d{1,18}")) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of("Value (%s) for a version number is not a number", version);
        }
        return Long.parseLong(version);
    }

    @AuthorizedInCode(actions = "ec2:DeleteLaunchTemplateVersions", because = "The template may be named by its name")
    DeleteLaunchTemplateVersionsResponse deleteLaunchTemplateVersions(
            Call call, DeleteLaunchTemplateVersionsRequest request) {
        Template template = TemplateAccess.allowed(
                templates,
                call,
                "ec2:DeleteLaunchTemplateVersions",
                request.launchTemplateId(),
                request.launchTemplateName());
        DryRun.check(request.dryRun());
        List<DeleteLaunchTemplateVersionsResponseSuccessItem> deleted = new ArrayList<>();
        List<DeleteLaunchTemplateVersionsResponseErrorItem> failed = new ArrayList<>();
        for (String number : request.versions()) {
            Optional<TemplateVersion> version = templates.findVersion(template, number);
            if (version.isEmpty()) {
                failed.add(failure(
                        template,
                        number,
                        LaunchTemplateErrorCode.LAUNCH_TEMPLATE_VERSION_DOES_NOT_EXIST,
                        "Could not find launch template version " + number));
            } else if (version.get().number() == template.defaultVersion()) {
                failed.add(failure(
                        template,
                        number,
                        LaunchTemplateErrorCode.UNEXPECTED_ERROR,
                        "Cannot delete the default version " + number.toLowerCase(Locale.ROOT)));
            } else {
                templates.removeVersion(template, version.get().number());
                deleted.add(DeleteLaunchTemplateVersionsResponseSuccessItem.builder()
                        .launchTemplateId(template.id())
                        .launchTemplateName(template.name())
                        .versionNumber(version.get().number())
                        .build());
            }
        }
        return DeleteLaunchTemplateVersionsResponse.builder()
                .successfullyDeletedLaunchTemplateVersions(deleted)
                .unsuccessfullyDeletedLaunchTemplateVersions(failed)
                .build();
    }

    private static DeleteLaunchTemplateVersionsResponseErrorItem failure(
            Template template, String version, LaunchTemplateErrorCode code, String message) {
        return DeleteLaunchTemplateVersionsResponseErrorItem.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(version.matches("\\d{1,18}") ? Long.valueOf(version) : null)
                .responseError(
                        ResponseError.builder().code(code).message(message).build())
                .build();
    }

    private static LaunchTemplateVersion sdk(Template template, TemplateVersion version) {
        return LaunchTemplateVersion.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(version.number())
                .versionDescription(version.description().orElse(null))
                .createTime(version.created())
                .createdBy(version.createdBy())
                .defaultVersion(version.number() == template.defaultVersion())
                .launchTemplateData(ModelJson.read(version.data(), ResponseLaunchTemplateData.builder()))
                .build();
    }
}
