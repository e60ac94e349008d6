package dev.cloudlet.iam.identity;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.tag.TagChange;
import java.util.Collection;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.iam.model.Tag;

/** The tags of users and roles, which the policies of a caller may ask for. */
@Component
public class IdentityTags {
    private final Identities identities;
    private final CallersChanged callers;

    IdentityTags(Identities identities, CallersChanged callers) {
        this.identities = identities;
        this.callers = callers;
    }

    /** Adds or replaces. */
    public void add(String account, IdentityKind kind, String name, Collection<Tag> tags) {
        Identity owner = identities.lock(account, kind, name);
        identities.setTags(owner, TagChange.add(owner.tags(), tags));
        callers.announce();
    }

    public void remove(String account, IdentityKind kind, String name, Collection<String> keys) {
        Identity owner = identities.lock(account, kind, name);
        identities.setTags(owner, TagChange.remove(owner.tags(), keys));
        callers.announce();
    }

    /** By key. */
    public Page<Tag> list(String account, IdentityKind kind, String name, PageRequest page) {
        return TagChange.page(identities.get(account, kind, name).tags(), page);
    }
}
