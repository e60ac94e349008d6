package dev.cloudlet.compute.launchtemplate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.compute.testing.ComputeFixture;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;

final class LaunchTemplateOperationsTest {
    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private LaunchTemplate web;

    @BeforeEach
    void template() {
        web = compute.ask(wanted("web").build(), CreateLaunchTemplateResponse.class)
                .launchTemplate();
    }

    private static CreateLaunchTemplateRequest.Builder wanted(String name) {
        return CreateLaunchTemplateRequest.builder().launchTemplateName(name).launchTemplateData(d -> d.imageId("ami-1")
                .instanceType("t3.micro")
                .keyName("k"));
    }

    private LaunchTemplateVersion version(CreateLaunchTemplateVersionRequest.Builder request) {
        return compute.ask(request.launchTemplateName("web").build(), CreateLaunchTemplateVersionResponse.class)
                .launchTemplateVersion();
    }

    private LaunchTemplateVersion another() {
        return version(CreateLaunchTemplateVersionRequest.builder().launchTemplateData(d -> d.imageId("ami-2")));
    }

    private List<Long> numbers(DescribeLaunchTemplateVersionsRequest.Builder request) {
        return compute
                .ask(request.launchTemplateName("web").build(), DescribeLaunchTemplateVersionsResponse.class)
                .launchTemplateVersions()
                .stream()
                .map(LaunchTemplateVersion::versionNumber)
                .toList();
    }

    private LaunchTemplate described() {
        return compute.ask(
                        DescribeLaunchTemplatesRequest.builder()
                                .launchTemplateNames("web")
                                .build(),
                        DescribeLaunchTemplatesResponse.class)
                .launchTemplates()
                .getFirst();
    }

    private void makeDefault(String version) {
        compute.ask(
                ModifyLaunchTemplateRequest.builder()
                        .launchTemplateName("web")
                        .defaultVersion(version)
                        .build(),
                ModifyLaunchTemplateResponse.class);
    }

    @Test
    void beginsWithOneVersionThatIsTheDefault() {
        assertThat(web.defaultVersionNumber()).isEqualTo(1);
        assertThat(web.latestVersionNumber()).isEqualTo(1);
        assertThat(numbers(DescribeLaunchTemplateVersionsRequest.builder())).containsExactly(1L);
    }

    @Test
    void aNewVersionIsTheLatestButNotTheDefault() {
        assertThat(another().versionNumber()).isEqualTo(2);
        assertThat(described().latestVersionNumber()).isEqualTo(2);
        assertThat(described().defaultVersionNumber()).isEqualTo(1);
        assertThat(numbers(DescribeLaunchTemplateVersionsRequest.builder().versions("$Latest", "$Default")))
                .containsExactly(2L, 1L);
        makeDefault("2");
        assertThat(numbers(DescribeLaunchTemplateVersionsRequest.builder().versions("$Default")))
                .containsExactly(2L);
    }

    @Test
    void aVersionMayBeginWithAnother() {
        LaunchTemplateVersion second = version(CreateLaunchTemplateVersionRequest.builder()
                .sourceVersion("1")
                .launchTemplateData(d -> d.instanceType("t3.small")));
        assertThat(second.launchTemplateData().imageId()).isEqualTo("ami-1");
        assertThat(second.launchTemplateData().keyName()).isEqualTo("k");
        assertThat(second.launchTemplateData().instanceTypeAsString()).isEqualTo("t3.small");
        assertThat(another().launchTemplateData().keyName())
                .as("without a source")
                .isNull();
    }

    @Test
    void aNumberIsGivenOnce() {
        another();
        delete("2");
        assertThat(another().versionNumber()).isEqualTo(3);
        assertThat(numbers(DescribeLaunchTemplateVersionsRequest.builder().versions("$Latest")))
                .containsExactly(3L);
    }

    private DeleteLaunchTemplateVersionsResponse delete(String... versions) {
        return compute.ask(
                DeleteLaunchTemplateVersionsRequest.builder()
                        .launchTemplateName("web")
                        .versions(versions)
                        .build(),
                DeleteLaunchTemplateVersionsResponse.class);
    }

    @Test
    void deletesWhatItCanAndTellsOfTheRest() {
        another();
        another();
        DeleteLaunchTemplateVersionsResponse answer = delete("1", "2", "9");
        assertThat(answer.successfullyDeletedLaunchTemplateVersions())
                .singleElement()
                .satisfies(each -> assertThat(each.versionNumber()).isEqualTo(2));
        assertThat(answer.unsuccessfullyDeletedLaunchTemplateVersions())
                .extracting(each -> each.responseError().codeAsString())
                .containsExactly("unexpectedError", "launchTemplateVersionDoesNotExist");
        assertThat(numbers(DescribeLaunchTemplateVersionsRequest.builder())).containsExactly(3L, 1L);
    }

    @Test
    void describesARangeOfVersions() {
        another();
        another();
        assertThat(numbers(DescribeLaunchTemplateVersionsRequest.builder()
                        .minVersion("2")
                        .maxVersion("3")))
                .containsExactly(3L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "99999999999"})
    void knowsTheVersionsThatThereAre(String version) {
        assertThat(compute.refusal(DescribeLaunchTemplateVersionsRequest.builder()
                        .launchTemplateName("web")
                        .versions(version)
                        .build()))
                .isEqualTo("InvalidLaunchTemplateId.VersionNotFound: Could not find the specified version " + version
                        + " for the launch template with ID " + web.launchTemplateId() + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$latest", "-1", "one", "", "1.0", "99999999999999999999"})
    void refusesVersionsThatAreNone(String version) {
        assertThat(compute.refusal(ModifyLaunchTemplateRequest.builder()
                        .launchTemplateName("web")
                        .defaultVersion(version)
                        .build()))
                .startsWith("InvalidParameterValue: ");
    }

    @Test
    void isNamedByItsIdOrItsName() {
        assertThat(compute.refusal(DeleteLaunchTemplateRequest.builder().build()))
                .startsWith("MissingParameter: ");
        assertThat(compute.refusal(DeleteLaunchTemplateRequest.builder()
                        .launchTemplateId(web.launchTemplateId())
                        .launchTemplateName("web")
                        .build()))
                .startsWith("InvalidParameterCombination: ");
        assertThat(compute.refusal(DeleteLaunchTemplateRequest.builder()
                        .launchTemplateName("x")
                        .build()))
                .isEqualTo(
                        "InvalidLaunchTemplateName.NotFoundException: The specified launch template, with template name x, does not exist.");
        assertThat(compute.refusal(DeleteLaunchTemplateRequest.builder()
                        .launchTemplateId("lt-0123456789abcdef0")
                        .build()))
                .isEqualTo(
                        "InvalidLaunchTemplateId.NotFound: The specified launch template, with template ID lt-0123456789abcdef0, does not exist.");
        assertThat(compute.refusal(DeleteLaunchTemplateRequest.builder()
                        .launchTemplateId("web")
                        .build()))
                .startsWith("InvalidLaunchTemplateId.Malformed: ");
    }

    @Test
    void aNameIsTakenOnceAndFreeAgain() {
        assertThat(compute.refusal(wanted("web").build()))
                .isEqualTo("InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use.");
        compute.ask(
                DeleteLaunchTemplateRequest.builder().launchTemplateName("web").build(),
                DeleteLaunchTemplateResponse.class);
        compute.ask(wanted("web").build(), CreateLaunchTemplateResponse.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a b c", "tëmplate", "a$c"})
    void refusesNamesThatAreNone(String name) {
        assertThat(compute.refusal(wanted(name).build())).startsWith("InvalidLaunchTemplateName.MalformedException: ");
    }

    @Test
    void theSameRequestTwiceMakesOneTemplate() {
        CreateLaunchTemplateRequest request =
                wanted("once").clientToken("token").build();
        String first = compute.ask(request, CreateLaunchTemplateResponse.class)
                .launchTemplate()
                .launchTemplateId();
        assertThat(compute.ask(request, CreateLaunchTemplateResponse.class)
                        .launchTemplate()
                        .launchTemplateId())
                .isEqualTo(first);
        assertThat(compute.refusal(wanted("other").clientToken("token").build()))
                .startsWith("IdempotentParameterMismatch: ");
    }

    @Test
    void filtersHideTemplatesThatAreThere() {
        DescribeLaunchTemplatesRequest.Builder named =
                DescribeLaunchTemplatesRequest.builder().launchTemplateNames("web");
        Filter other =
                Filter.builder().name("launch-template-name").values("db").build();
        assertThat(compute.ask(named.filters(other).build(), DescribeLaunchTemplatesResponse.class)
                        .launchTemplates())
                .isEmpty();
    }
}
