package dev.cloudlet.deploy.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
final class LifecycleEvents {
    static final String BLOCK_TRAFFIC = "BlockTraffic";
    static final String ALLOW_TRAFFIC = "AllowTraffic";

    private static final List<String> BLOCK = List.of("BeforeBlockTraffic", BLOCK_TRAFFIC, "AfterBlockTraffic");
    private static final List<String> CHANGE = List.of(
            "ApplicationStop",
            "DownloadBundle",
            "BeforeInstall",
            "Install",
            "AfterInstall",
            "ApplicationStart",
            "ValidateService");
    private static final List<String> ALLOW = List.of("BeforeAllowTraffic", ALLOW_TRAFFIC, "AfterAllowTraffic");
    private static final Set<String> OF_THE_LAST_REVISION =
            Set.of("BeforeBlockTraffic", "AfterBlockTraffic", "ApplicationStop");

    private LifecycleEvents() {}

    /** The events of one instance, in order. */
    static List<String> inOrder(boolean trafficControl) {
        if (!trafficControl) {
            return CHANGE;
        }
        List<String> all = new ArrayList<>(BLOCK);
        all.addAll(CHANGE);
        all.addAll(ALLOW);
        return all;
    }

    /** Whether ignoreApplicationStopFailures passes over its failure. */
    static boolean isOfTheLastRevision(String event) {
        return OF_THE_LAST_REVISION.contains(event);
    }
}
