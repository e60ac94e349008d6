package dev.cloudlet.iam.mfa;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.tag.TagChange;
import dev.cloudlet.iam.user.UserView;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.model.AssignmentStatusType;
import software.amazon.awssdk.services.iam.model.CreateVirtualMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.CreateVirtualMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.DeleteVirtualMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.DeleteVirtualMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesResponse;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;

/** Virtual devices: made, listed, deleted. */
@AwsOperations
class VirtualDeviceOperations {
    /** As many as make sixty-four characters of Base32. */
    private static final int SEED_BYTES = 40;

    private final MfaDevices devices;
    private final MfaCodes codes;
    private final Identities identities;
    private final SecureRandom random = new SecureRandom();

    VirtualDeviceOperations(MfaDevices devices, MfaCodes codes, Identities identities) {
        this.devices = devices;
        this.codes = codes;
        this.identities = identities;
    }

    @Authorize(
            action = "iam:CreateVirtualMFADevice",
            resource = "arn:aws:iam::{account}:mfa{Path|/}{VirtualMFADeviceName}")
    CreateVirtualMfaDeviceResponse createVirtualMFADevice(Call call, CreateVirtualMfaDeviceRequest request) {
        String path = Objects.requireNonNullElse(request.path(), "/");
        String serial = MfaDevice.arn(call.account(), path, request.virtualMFADeviceName());
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        devices.add(new MfaDevice(
                call.account(), serial, codes.seal(serial, seed), null, null, 0, TagChange.create(request.tags())));
        String shown = Base32.encode(seed);
        String uri = "otpauth://totp/Amazon%20Web%20Services:" + encoded(request.virtualMFADeviceName()) + "@"
                + call.account() + "?secret=" + shown + "&issuer=Amazon%20Web%20Services";
        return CreateVirtualMfaDeviceResponse.builder()
                .virtualMFADevice(VirtualMFADevice.builder()
                        .serialNumber(serial)
                        .base32StringSeed(SdkBytes.fromUtf8String(shown))
                        .qrCodePNG(SdkBytes.fromByteArray(QrCode.png(uri)))
                        .build())
                .build();
    }

    @Authorize(action = "iam:DeleteVirtualMFADevice", resource = "{SerialNumber}")
    DeleteVirtualMfaDeviceResponse deleteVirtualMFADevice(Call call, DeleteVirtualMfaDeviceRequest request) {
        MfaDevice device = devices.lock(call.account(), request.serialNumber())
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.of(
                        "VirtualMFADevice with serial number %s doesn't exist.", request.serialNumber()));
        if (device.userId() != null) {
            throw IamError.DELETE_CONFLICT.of("MFA VirtualDevice in use. Must deactivate first.");
        }
        devices.remove(device);
        return DeleteVirtualMfaDeviceResponse.builder().build();
    }

    @Authorize(action = "iam:ListVirtualMFADevices")
    ListVirtualMfaDevicesResponse listVirtualMFADevices(Call call, ListVirtualMfaDevicesRequest request) {
        List<MfaDevice> wanted = devices.all(call.account()).stream()
                .filter(device -> isWanted(device, request.assignmentStatus()))
                .toList();
        Page<MfaDevice> page =
                Page.cut(wanted, PageRequest.of(request.marker(), request.maxItems()), MfaDevice::serial);
        return ListVirtualMfaDevicesResponse.builder()
                .virtualMFADevices(page.map(this::view))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static boolean isWanted(MfaDevice device, AssignmentStatusType status) {
        return switch (status) {
            case ASSIGNED -> device.userId() != null;
            case UNASSIGNED -> device.userId() == null;
            case null, default -> true;
        };
    }

    private VirtualMFADevice view(MfaDevice device) {
        return VirtualMFADevice.builder()
                .serialNumber(device.serial())
                .enableDate(device.enabled())
                .user(user(device))
                .build();
    }

    private @Nullable User user(MfaDevice device) {
        var user = device.userId() == null ? null : identities.byId(device.account(), device.userId());
        return user == null ? null : UserView.brief(user);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
