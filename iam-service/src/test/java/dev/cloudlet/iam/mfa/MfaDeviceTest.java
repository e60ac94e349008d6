package dev.cloudlet.iam.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityDeletion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.model.CreateVirtualMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.DeactivateMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.DeleteVirtualMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.EnableMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;

class MfaDeviceTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private final VirtualDeviceOperations virtual = iam.bean(VirtualDeviceOperations.class);
    private final DeviceOperations devices = iam.bean(DeviceOperations.class);
    private final MfaCodes codes = iam.bean(MfaCodes.class);
    private Identity alice;
    private VirtualMFADevice made;
    private Totp totp;

    @BeforeEach
    void aliceAndADevice() {
        alice = iam.addUser("alice");
        made = iam.run(() -> virtual.createVirtualMFADevice(
                        iam.asRoot(),
                        CreateVirtualMfaDeviceRequest.builder()
                                .virtualMFADeviceName("phone")
                                .build()))
                .virtualMFADevice();
        totp = new Totp(decoded(made.base32StringSeed().asUtf8String()));
        iam.advance(Duration.ofMinutes(10));
    }

    private static byte[] decoded(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int buffer = 0;
        int held = 0;
        for (int i = 0; i < base32.length(); i++) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes.put((byte) (buffer >> held));
                buffer &= (1 << held) - 1;
            }
        }
        return bytes.array();
    }

    private void enable() {
        long step = Totp.step(iam.now());
        iam.run(() -> devices.enableMFADevice(
                iam.asRoot(),
                EnableMfaDeviceRequest.builder()
                        .userName("alice")
                        .serialNumber(made.serialNumber())
                        .authenticationCode1(totp.code(step - 1))
                        .authenticationCode2(totp.code(step))
                        .build()));
    }

    private boolean check(String code) {
        return iam.run(() -> codes.check(IamFixture.ACCOUNT, alice.id(), made.serialNumber(), code, iam.now()));
    }

    @Test
    void itsSeedIsShownOnceAsTextAndAsAPicture() throws IOException {
        assertThat(made.serialNumber()).isEqualTo("arn:aws:iam::123456789012:mfa/phone");
        assertThat(made.base32StringSeed().asUtf8String()).matches("[A-Z2-7]{64}");
        assertThat(ImageIO.read(new ByteArrayInputStream(made.qrCodePNG().asByteArray()))
                        .getWidth())
                .isEqualTo(300);
        assertThat(virtual.listVirtualMFADevices(
                                iam.asRoot(),
                                ListVirtualMfaDevicesRequest.builder().build())
                        .virtualMFADevices())
                .singleElement()
                .satisfies(listed -> {
                    assertThat(listed.base32StringSeed()).isNull();
                    assertThat(listed.user()).isNull();
                });
    }

    @Test
    void whoeverHoldsItHasTwoCodesInARow() {
        assertThatThrownBy(() -> iam.run(() -> devices.enableMFADevice(
                        iam.asRoot(),
                        EnableMfaDeviceRequest.builder()
                                .userName("alice")
                                .serialNumber(made.serialNumber())
                                .authenticationCode1("000000")
                                .authenticationCode2("000000")
                                .build())))
                .hasMessage("Authentication code for device is not valid.");

        enable();

        assertThat(devices.listMFADevices(
                                iam.asRoot(),
                                ListMfaDevicesRequest.builder()
                                        .userName("alice")
                                        .build())
                        .mfaDevices())
                .singleElement()
                .satisfies(device -> assertThat(device.serialNumber()).isEqualTo(made.serialNumber()));
    }

    @Test
    void aCodeIsGoodOnce() {
        enable();
        iam.advance(Duration.ofMinutes(1));
        String code = totp.code(Totp.step(iam.now()));

        assertThat(check(code)).isTrue();
        assertThatThrownBy(() -> check(code))
                .hasMessage("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    }

    @Test
    void guessingIsSlowedDown() {
        enable();
        iam.advance(Duration.ofMinutes(1));
        for (int guess = 0; guess < 7; guess++) {
            assertThatThrownBy(() -> check("0000000")).hasMessageContaining("invalid MFA one time pass code");
        }
        assertThatThrownBy(() -> check(totp.code(Totp.step(iam.now()))))
                .hasMessageContaining("invalid MFA one time pass code");

        iam.advance(Duration.ofHours(1));
        assertThat(check(totp.code(Totp.step(iam.now())))).isTrue();
    }

    @Test
    void anothersDeviceIsNoneOfOnesOwn() {
        enable();
        Identity bob = iam.addUser("bob");

        assertThatThrownBy(() -> iam.run(
                        () -> codes.check(IamFixture.ACCOUNT, bob.id(), made.serialNumber(), "123456", iam.now())))
                .hasMessageContaining("verify your MFA serial number is valid and associated with this user");
    }

    @Test
    void aDeviceInUseAndItsUserStay() {
        enable();
        assertThatThrownBy(() -> iam.run(() -> virtual.deleteVirtualMFADevice(
                        iam.asRoot(),
                        DeleteVirtualMfaDeviceRequest.builder()
                                .serialNumber(made.serialNumber())
                                .build())))
                .hasMessage("MFA VirtualDevice in use. Must deactivate first.");
        assertThatThrownBy(() -> iam.run(() -> {
                    iam.bean(IdentityDeletion.class).delete(alice);
                    return true;
                }))
                .hasMessage("Cannot delete entity, must delete MFA device first.");

        iam.run(() -> devices.deactivateMFADevice(
                iam.asRoot(),
                DeactivateMfaDeviceRequest.builder()
                        .userName("alice")
                        .serialNumber(made.serialNumber())
                        .build()));
        iam.run(() -> virtual.deleteVirtualMFADevice(
                iam.asRoot(),
                DeleteVirtualMfaDeviceRequest.builder()
                        .serialNumber(made.serialNumber())
                        .build()));
        assertThat(virtual.listVirtualMFADevices(
                                iam.asRoot(),
                                ListVirtualMfaDevicesRequest.builder().build())
                        .virtualMFADevices())
                .isEmpty();
    }
}
