package dev.cloudlet.iam.role;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;

/** The roles of services. */
@AwsOperations
class ServiceLinkedRoleOperations {
    private final ServiceLinkedRoles serviceLinked;
    private final CallersChanged callers;

    ServiceLinkedRoleOperations(ServiceLinkedRoles serviceLinked, CallersChanged callers) {
        this.serviceLinked = serviceLinked;
        this.callers = callers;
    }

    @AuthorizedInCode(actions = "iam:CreateServiceLinkedRole", because = "The service's name tells the role's")
    CreateServiceLinkedRoleResponse createServiceLinkedRole(Call call, CreateServiceLinkedRoleRequest request) {
        String service = request.awsServiceName();
        String arn = Objects.requireNonNullElse(
                ServiceLinkedRoles.arn(call.account(), service, request.customSuffix()),
                "arn:aws:iam::" + call.account() + ":role" + Identity.SERVICE_PATH + service + "/*");
        call.authorize("iam:CreateServiceLinkedRole", arn, Map.of("iam:AWSServiceName", service));
        Role role = serviceLinked.create(
                call.account(), service, request.customSuffix(), Objects.requireNonNullElse(request.description(), ""));
        callers.announce();
        return CreateServiceLinkedRoleResponse.builder()
                .role(RoleView.brief(role))
                .build();
    }
}
