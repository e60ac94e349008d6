package dev.cloudlet.compute.launchtemplate;

import dev.cloudlet.compute.ClientTokens;
import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.compute.tag.TagSpecifications;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.ModelJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;

/** Launch templates: made, described, given another default, deleted. */
@AwsOperations
class LaunchTemplateOperations {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9().\\-/_]{3,128}");
    private static final Filters<Template> FILTERS = Filters.of(Template::tags)
            .by("create-time", each -> each.created().toString())
            .by("launch-template-name", Template::name);

    private final LaunchTemplates templates;
    private final Tags tags;
    private final ClientTokens tokens;

    LaunchTemplateOperations(LaunchTemplates templates, Tags tags, ClientTokens tokens) {
        this.templates = templates;
        this.tags = tags;
        this.tokens = tokens;
    }

    @Authorize(action = "ec2:CreateLaunchTemplate", resource = "arn:aws:ec2:{region}:{account}:launch-template/*")
    CreateLaunchTemplateResponse createLaunchTemplate(Call call, CreateLaunchTemplateRequest request) {
        Map<String, String> wanted = TagSpecifications.of(request.tagSpecifications(), "launch-template");
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        String name = request.launchTemplateName();
        if (!NAME.matcher(name).matches()) {
            throw Ec2Error.INVALID_LAUNCH_TEMPLATE_NAME_MALFORMED.of(
                    "A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the following characters: ( ) . / _ -");
        }
        String id = ResourceIds.random("lt");
        Optional<String> earlier = tokens.earlier(place, call.operation(), request.clientToken(), request, id);
        if (earlier.isPresent()) {
            return response(templates.require(place, earlier.get(), null));
        }
        Template template = new Template(
                place, id, name, 1, 1, call.time(), call.principal().arn(), wanted);
        if (!templates.add(template)) {
            throw Ec2Error.INVALID_LAUNCH_TEMPLATE_NAME_EXISTS.of("Launch template name already in use.");
        }
        templates.add(
                id,
                new TemplateVersion(
                        1,
                        Optional.ofNullable(request.versionDescription()),
                        ModelJson.write(TemplateData.checked(request.launchTemplateData())),
                        call.time(),
                        call.principal().arn()));
        tags.put(place, id, "launch-template", wanted);
        return response(template);
    }

    private static CreateLaunchTemplateResponse response(Template template) {
        return CreateLaunchTemplateResponse.builder()
                .launchTemplate(sdk(template))
                .build();
    }

    @Authorize(action = "ec2:DescribeLaunchTemplates")
    DescribeLaunchTemplatesResponse describeLaunchTemplates(Call call, DescribeLaunchTemplatesRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        Predicate<Template> wanted = FILTERS.matching(request.filters());
        List<Template> all = templates.list(place);
        request.launchTemplateIds().forEach(id -> requireThere(all, Template::id, id, null));
        request.launchTemplateNames().forEach(name -> requireThere(all, Template::name, null, name));
        List<Template> found =
                all.stream().filter(wanted).filter(each -> named(request, each)).toList();
        Page<Template> page = Page.of(found, Template::name, request.maxResults(), request.nextToken());
        return DescribeLaunchTemplatesResponse.builder()
                .launchTemplates(page.map(LaunchTemplateOperations::sdk))
                .nextToken(page.next())
                .build();
    }

    private static boolean named(DescribeLaunchTemplatesRequest request, Template each) {
        return (request.launchTemplateIds().isEmpty()
                        && request.launchTemplateNames().isEmpty())
                || request.launchTemplateIds().contains(each.id())
                || request.launchTemplateNames().contains(each.name());
    }

    private static void requireThere(
            List<Template> all, Function<Template, String> by, @Nullable String id, @Nullable String name) {
        if (all.stream().map(by).noneMatch(each -> each.equals(id) || each.equals(name))) {
            throw LaunchTemplates.missing(id, name);
        }
    }

    @AuthorizedInCode(actions = "ec2:ModifyLaunchTemplate", because = "The template may be named by its name")
    ModifyLaunchTemplateResponse modifyLaunchTemplate(Call call, ModifyLaunchTemplateRequest request) {
        Template template =
                allowed(call, "ec2:ModifyLaunchTemplate", request.launchTemplateId(), request.launchTemplateName());
        DryRun.check(request.dryRun());
        if (request.defaultVersion() != null) {
            templates.makeDefault(
                    template,
                    templates.version(template, request.defaultVersion()).number());
        }
        return ModifyLaunchTemplateResponse.builder()
                .launchTemplate(sdk(templates.require(template.place(), template.id(), null)))
                .build();
    }

    @AuthorizedInCode(actions = "ec2:DeleteLaunchTemplate", because = "The template may be named by its name")
    DeleteLaunchTemplateResponse deleteLaunchTemplate(Call call, DeleteLaunchTemplateRequest request) {
        Template template =
                allowed(call, "ec2:DeleteLaunchTemplate", request.launchTemplateId(), request.launchTemplateName());
        DryRun.check(request.dryRun());
        templates.remove(template);
        return DeleteLaunchTemplateResponse.builder()
                .launchTemplate(sdk(template))
                .build();
    }

    private Template allowed(Call call, String action, @Nullable String id, @Nullable String name) {
        return TemplateAccess.allowed(templates, call, action, id, name);
    }

    private static LaunchTemplate sdk(Template template) {
        return LaunchTemplate.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .createTime(template.created())
                .createdBy(template.createdBy())
                .defaultVersionNumber(template.defaultVersion())
                .latestVersionNumber(template.latestVersion())
                .tags(Tags.sdk(template.tags()))
                .build();
    }
}
