package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.sandbox.Machines;
import java.util.Base64;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputResponse;

/** What an instance's machine has written on its console. */
@AwsOperations
class ConsoleOperations {
    private static final int MOST = 64 << 10;

    private final Instances instances;
    private final Machines machines;

    ConsoleOperations(Instances instances, Machines machines) {
        this.instances = instances;
        this.machines = machines;
    }

    @Authorize(action = "ec2:GetConsoleOutput", resource = "arn:aws:ec2:{region}:{account}:instance/{InstanceId}")
    GetConsoleOutputResponse getConsoleOutput(Call call, GetConsoleOutputRequest request) {
        DryRun.check(request.dryRun());
        Instance instance = instances.require(Place.of(call), request.instanceId());
        byte[] output = machines.find(instance.id()).isPresent() ? machines.console(instance.id(), MOST) : new byte[0];
        return GetConsoleOutputResponse.builder()
                .instanceId(instance.id())
                .timestamp(call.time())
                .output(Base64.getEncoder().encodeToString(output))
                .build();
    }
}
