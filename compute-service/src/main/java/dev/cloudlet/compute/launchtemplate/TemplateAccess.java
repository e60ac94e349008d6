package dev.cloudlet.compute.launchtemplate;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the template that a request names, for a caller who may do what it wants with it. */
final class TemplateAccess {
    private TemplateAccess() {}

    /** Asks for permission before it tells whether the template is there. */
    static Template allowed(
            LaunchTemplates templates, Call call, String action, @Nullable String id, @Nullable String name) {
        LaunchTemplates.requireOne(id, name);
        Place place = Place.of(call);
        Optional<Template> found = templates.find(place, id, name);
        call.authorize(
                action, found.map(Template::arn).orElse(place.ec2Arn("launch-template/" + (id == null ? "*" : id))));
        return found.orElseThrow(() -> LaunchTemplates.missing(id, name));
    }
}
