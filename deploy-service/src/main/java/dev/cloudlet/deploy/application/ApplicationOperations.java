package dev.cloudlet.deploy.application;

import dev.cloudlet.deploy.DeployError;
import dev.cloudlet.deploy.Names;
import dev.cloudlet.deploy.Pages;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.Page;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.codedeploy.model.ApplicationInfo;
import software.amazon.awssdk.services.codedeploy.model.BatchGetApplicationsRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetApplicationsResponse;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateApplicationResponse;
import software.amazon.awssdk.services.codedeploy.model.DeleteApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteApplicationResponse;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationResponse;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationsResponse;
import software.amazon.awssdk.services.codedeploy.model.UpdateApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.UpdateApplicationResponse;

@AwsOperations
class ApplicationOperations {
    private static final String ARN = "arn:aws:codedeploy:{region}:{account}:application:{applicationName}";
    private static final int MOST_IN_A_BATCH = 100;

    private final Applications applications;

    ApplicationOperations(Applications applications) {
        this.applications = applications;
    }

    @Authorize(action = "codedeploy:CreateApplication", resource = ARN)
    CreateApplicationResponse createApplication(Call call, CreateApplicationRequest request) {
        String name = Names.checked(request.applicationName(), "Application", DeployError.INVALID_APPLICATION_NAME);
        if (request.computePlatform() != null && request.computePlatform() != ComputePlatform.SERVER) {
            throw DeployError.INVALID_COMPUTE_PLATFORM.of(
                    "The compute platform %s is not available in this cloud yet; use Server",
                    request.computePlatformAsString());
        }
        if (request.hasTags() && !request.tags().isEmpty()) {
            throw DeployError.INVALID_TAGS_TO_ADD.of("Tags of applications are not available in this cloud yet");
        }
        ApplicationInfo application = ApplicationInfo.builder()
                .applicationId(UUID.randomUUID().toString())
                .applicationName(name)
                .createTime(call.time())
                .linkedToGitHub(false)
                .computePlatform(ComputePlatform.SERVER)
                .build();
        if (!applications.add(call, application)) {
            throw exists(name);
        }
        return CreateApplicationResponse.builder()
                .applicationId(application.applicationId())
                .build();
    }

    @Authorize(action = "codedeploy:UpdateApplication", resource = ARN)
    UpdateApplicationResponse updateApplication(Call call, UpdateApplicationRequest request) {
        if (request.applicationName() == null) {
            throw DeployError.INVALID_APPLICATION_NAME.of("Application name is missing");
        }
        applications.get(call, request.applicationName());
        String name = request.newApplicationName();
        if (name != null && !name.equals(request.applicationName())) {
            Names.checked(name, "Application", DeployError.INVALID_APPLICATION_NAME);
            if (applications.names(call).contains(name)) {
                throw exists(name);
            }
            applications.rename(call, request.applicationName(), name);
        }
        return UpdateApplicationResponse.builder().build();
    }

    @Authorize(action = "codedeploy:DeleteApplication", resource = ARN)
    DeleteApplicationResponse deleteApplication(Call call, DeleteApplicationRequest request) {
        applications.delete(call, request.applicationName());
        return DeleteApplicationResponse.builder().build();
    }

    @Authorize(action = "codedeploy:GetApplication", resource = ARN)
    GetApplicationResponse getApplication(Call call, GetApplicationRequest request) {
        return GetApplicationResponse.builder()
                .application(applications.get(call, request.applicationName()))
                .build();
    }

    @Authorize(
            action = "codedeploy:BatchGetApplications",
            resource = "arn:aws:codedeploy:{region}:{account}:application:{applicationNames}")
    BatchGetApplicationsResponse batchGetApplications(Call call, BatchGetApplicationsRequest request) {
        if (request.applicationNames().size() > MOST_IN_A_BATCH) {
            throw DeployError.BATCH_LIMIT_EXCEEDED.of(
                    "The maximum number of names or IDs allowed for this request (100) was exceeded.");
        }
        return BatchGetApplicationsResponse.builder()
                .applicationsInfo(
                        request.applicationNames().isEmpty()
                                ? List.of()
                                : applications.find(call, request.applicationNames()))
                .build();
    }

    @Authorize(action = "codedeploy:ListApplications")
    ListApplicationsResponse listApplications(Call call, ListApplicationsRequest request) {
        Page<String> page = Pages.of(applications.names(call), request.nextToken());
        return ListApplicationsResponse.builder()
                .applications(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static RuntimeException exists(String name) {
        return DeployError.APPLICATION_ALREADY_EXISTS.of("Application already exists: %s", name);
    }
}
