package dev.cloudlet.iam.mfa;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.user.UserName;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.AwsException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.iam.model.DeactivateMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.DeactivateMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.EnableMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.EnableMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesResponse;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.ResyncMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.ResyncMfaDeviceResponse;

/** Whose device it is. */
@AwsOperations
class DeviceOperations {
    private static final int MOST_OF_USER = 8;
    private static final int DRIFT = 2;
    /** A device to be synchronized may be off by a day. */
    private static final int DRIFT_TO_MEND = 2_880;

    private final MfaDevices devices;
    private final MfaCodes codes;
    private final Identities identities;

    DeviceOperations(MfaDevices devices, MfaCodes codes, Identities identities) {
        this.devices = devices;
        this.codes = codes;
        this.identities = identities;
    }

    @Authorize(action = "iam:EnableMFADevice", resource = "{user:UserName}")
    EnableMfaDeviceResponse enableMFADevice(Call call, EnableMfaDeviceRequest request) {
        Identity user = identities.lock(call.account(), IdentityKind.USER, request.userName());
        MfaDevice device = devices.lock(call.account(), request.serialNumber())
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.of(
                        "VirtualMFADevice with serial number %s doesn't exist.", request.serialNumber()));
        if (device.userId() != null) {
            throw IamError.ENTITY_ALREADY_EXISTS.of("MFADevice entity at the same path and name already exists.");
        }
        if (devices.of(user.account(), user.id()).size() >= MOST_OF_USER) {
            throw IamError.LIMIT_EXCEEDED.of("Cannot exceed quota for MFADevicesPerUser: %d", MOST_OF_USER);
        }
        long step =
                codes.pair(device, request.authenticationCode1(), request.authenticationCode2(), call.time(), DRIFT);
        devices.assign(device, user.id(), now(call), step);
        return EnableMfaDeviceResponse.builder().build();
    }

    @Authorize(action = "iam:ResyncMFADevice", resource = "{user:UserName}")
    ResyncMfaDeviceResponse resyncMFADevice(Call call, ResyncMfaDeviceRequest request) {
        MfaDevice device = ofUser(call, request.userName(), request.serialNumber());
        long step = codes.pair(
                device, request.authenticationCode1(), request.authenticationCode2(), call.time(), DRIFT_TO_MEND);
        devices.used(device, step);
        return ResyncMfaDeviceResponse.builder().build();
    }

    @AuthorizedInCode(actions = "iam:DeactivateMFADevice", because = "Without a name it is the caller's device")
    DeactivateMfaDeviceResponse deactivateMFADevice(Call call, DeactivateMfaDeviceRequest request) {
        UserName name = UserName.of(call, request.userName());
        call.authorize("iam:DeactivateMFADevice", name.arn(identities, call));
        if (!(name instanceof UserName.Named(String user))) {
            throw invalid();
        }
        devices.release(ofUser(call, user, request.serialNumber()));
        return DeactivateMfaDeviceResponse.builder().build();
    }

    @AuthorizedInCode(actions = "iam:ListMFADevices", because = "Without a name it is the caller's devices")
    ListMfaDevicesResponse listMFADevices(Call call, ListMfaDevicesRequest request) {
        UserName name = UserName.of(call, request.userName());
        call.authorize("iam:ListMFADevices", name.arn(identities, call));
        List<MfaDevice> all =
                switch (name) {
                    case UserName.Root root -> List.of();
                    case UserName.Named(String user) ->
                        devices.of(
                                call.account(),
                                identities
                                        .get(call.account(), IdentityKind.USER, user)
                                        .id());
                };
        Page<MfaDevice> page = Page.cut(all, PageRequest.of(request.marker(), request.maxItems()), MfaDevice::serial);
        String user = name instanceof UserName.Named(String named) ? named : null;
        return ListMfaDevicesResponse.builder()
                .mfaDevices(page.map(device -> MFADevice.builder()
                        .userName(user)
                        .serialNumber(device.serial())
                        .enableDate(device.enabled())
                        .build()))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private MfaDevice ofUser(Call call, String userName, String serial) {
        Identity user = identities.lock(call.account(), IdentityKind.USER, userName);
        return devices.lock(call.account(), serial)
                .filter(device -> user.id().equals(device.userId()))
                .orElseThrow(DeviceOperations::invalid);
    }

    private static AwsException invalid() {
        return IamError.NO_SUCH_ENTITY.of("MFA Device invalid for user.");
    }

    private static Instant now(Call call) {
        return call.time().truncatedTo(ChronoUnit.SECONDS);
    }
}
