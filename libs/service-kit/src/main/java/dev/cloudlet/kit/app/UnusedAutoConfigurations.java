package dev.cloudlet.kit.app;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Leaves out, by the beginnings of their names in {@code cloudlet.auto-configuration.unused}, the auto-configurations that
 * the common classpath offers and no service here uses. Each one costs every context of a cloud time and memory.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnusedAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {
    private List<String> unused = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        unused = Objects.requireNonNull(Binder.get(environment)
                .bind("cloudlet.auto-configuration.unused", Bindable.listOf(String.class))
                .orElse(List.of()));
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] used = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            used[i] = candidate == null || unused.stream().noneMatch(candidate::startsWith);
        }
        return used;
    }
}
