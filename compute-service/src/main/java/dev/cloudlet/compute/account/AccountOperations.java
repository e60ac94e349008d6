package dev.cloudlet.compute.account;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.vpc.Vpc;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;

/** Attributes of the account. */
@AwsOperations
class AccountOperations {
    private final Vpcs vpcs;

    AccountOperations(Vpcs vpcs) {
        this.vpcs = vpcs;
    }

    @Authorize(action = "ec2:DescribeAccountAttributes")
    DescribeAccountAttributesResponse describeAccountAttributes(Call call, DescribeAccountAttributesRequest request) {
        DryRun.check(request.dryRun());
        Map<String, String> all = new LinkedHashMap<>();
        all.put("supported-platforms", "VPC");
        all.put("default-vpc", vpcs.defaultOf(Place.of(call)).map(Vpc::id).orElse("none"));
        all.put("max-instances", "256");
        all.put("vpc-max-security-groups-per-interface", "5");
        all.put("max-elastic-ips", "0");
        all.put("vpc-max-elastic-ips", "0");
        request.attributeNamesAsStrings().forEach(name -> {
            if (!all.containsKey(name)) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "Value (%s) for parameter attributeName is invalid. Unknown attribute.", name);
            }
        });
        return DescribeAccountAttributesResponse.builder()
                .accountAttributes(all.entrySet().stream()
                        .filter(each -> request.attributeNamesAsStrings().isEmpty()
                                || request.attributeNamesAsStrings().contains(each.getKey()))
                        .map(each -> AccountAttribute.builder()
                                .attributeName(each.getKey())
                                .attributeValues(AccountAttributeValue.builder()
                                        .attributeValue(each.getValue())
                                        .build())
                                .build())
                        .toList())
                .build();
    }
}
