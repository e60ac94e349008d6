package dev.cloudlet.compute.agent;

import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.sandbox.MachineFiles;
import dev.cloudlet.sandbox.Machines;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Does one command of a deployment on one instance. Doing it again is harmless: what is there already is replaced. */
@Component
final class CommandRunner {
    /** These run the scripts of what is to be replaced. */
    private static final Set<String> OF_THE_LAST = Set.of("ApplicationStop", "BeforeBlockTraffic", "AfterBlockTraffic");

    private static final int MOST_APPSPEC = 1 << 20;
    private static final int KEPT_DEPLOYMENTS = 5;

    private final Machines machines;
    private final Bundles bundles;
    private final HookRunner hooks;

    CommandRunner(Machines machines, Bundles bundles, HookRunner hooks) {
        this.machines = machines;
        this.bundles = bundles;
        this.hooks = hooks;
    }

    /**
     * @return the end of what its scripts wrote, empty when there were none
     * @throws HostFailure when it failed
     */
    String run(Instance instance, HostCommand command) {
        MachineFiles files = machines.files(instance.id());
        DeploymentRoot root = new DeploymentRoot(files, command);
        HostShell shell = new HostShell(machines, instance.id());
        return switch (command.lifecycleEvent()) {
            case "DownloadBundle" -> download(instance, root);
            case "Install" -> install(shell, root);
            default -> hook(shell, root);
        };
    }

    /** Before the first command of this process. */
    void begin() {
        bundles.deleteLeftovers();
    }

    private String download(Instance instance, DeploymentRoot root) {
        HostCommand.Revision revision = root.command().revision();
        if (revision == null) {
            throw HostFailure.of("The deployment names no revision in S3");
        }
        bundles.bring(instance, revision, root.files(), DeploymentRoot.archive(root.deployment()));
        root.downloaded();
        forgetOld(root);
        return "";
    }

    private static void forgetOld(DeploymentRoot root) {
        String last = root.lastSuccessfulInstall().orElse("");
        // Their ids do not tell their age, but the agent need not keep the oldest: any of the rest will do.
        List<String> old = root.files().list(root.group()).stream()
                .filter(MachineFiles.Entry::directory)
                .map(each -> root.group() + "/" + each.name())
                .filter(each -> !each.equals(last) && !each.equals(root.deployment()))
                .toList();
        old.stream().skip(KEPT_DEPLOYMENTS - 2L).forEach(root.files()::delete);
    }

    private String install(HostShell shell, DeploymentRoot root) {
        String archive = DeploymentRoot.archive(root.deployment());
        Appspec appspec = appspec(root, root.deployment());
        InstallPlan plan = InstallPlan.of(appspec, root.files(), archive);
        String behavior = appspec.fileExistsBehavior()
                .orElseGet(() -> Objects.requireNonNullElse(root.command().fileExistsBehavior(), "DISALLOW"));
        String script = InstallScript.of(plan, appspec, root.cleanupFile(), behavior);
        root.files()
                .write(
                        root.installScript(),
                        new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)),
                        0644,
                        0,
                        0);
        shell.run(root.runs(), root.installScript());
        root.installed();
        return "";
    }

    private String hook(HostShell shell, DeploymentRoot root) {
        String event = root.command().lifecycleEvent();
        Optional<String> deployment =
                OF_THE_LAST.contains(event) ? root.lastSuccessfulInstall() : Optional.of(root.deployment());
        if (deployment.isEmpty()) {
            return "";
        }
        List<Appspec.Script> scripts = appspec(root, deployment.get()).hooks().getOrDefault(event, List.of());
        return scripts.isEmpty() ? "" : hooks.run(shell, root, deployment.get(), scripts);
    }

    private static Appspec appspec(DeploymentRoot root, String deployment) {
        String archive = DeploymentRoot.archive(deployment);
        return root.files()
                .read(archive + "/appspec.yml", MOST_APPSPEC)
                .or(() -> root.files().read(archive + "/appspec.yaml", MOST_APPSPEC))
                .map(AppspecReader::read)
                .orElseThrow(
                        () -> HostFailure.of(
                                "The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory at revision-relative path \"appspec.yml\". The revision was unpacked to directory \""
                                        + archive
                                        + "\", and the AppSpec file was expected but not found at path \"" + archive
                                        + "/appspec.yml\". Consult the AWS CodeDeploy Appspec documentation for more information at http://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html"));
    }
}
