package dev.cloudlet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.standalone.Health.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthReportTest {
    @Test
    void whatIsOffForTheSameReasonIsOneThing() {
        Report report = new Report(
                true,
                Map.of(),
                List.of(
                        new Report.Limit("builds", "machines need root: start the cloud with sudo"),
                        new Report.Limit("instances", "machines need root: start the cloud with sudo"),
                        new Report.Limit("mail", "there is no paper")));

        assertThat(report.limited())
                .contains("off on this machine: builds, instances (machines need root: start the cloud with sudo);"
                        + " mail (there is no paper). Everything else works.");
    }

    @Test
    void nothingIsSaidWhereEverythingWorks() {
        assertThat(new Report(true, Map.of(), List.of()).limited()).isEmpty();
    }
}
