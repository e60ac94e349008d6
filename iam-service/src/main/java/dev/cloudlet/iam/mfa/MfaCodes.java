package dev.cloudlet.iam.mfa;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.accesskey.SecretCipher;
import dev.cloudlet.protocol.AwsException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks the codes that devices show. */
@Component
public class MfaCodes {
    private final MfaDevices devices;
    private final SecretCipher cipher;
    private final WrongCodes wrong;

    MfaCodes(MfaDevices devices, SecretCipher cipher, WrongCodes wrong) {
        this.devices = devices;
        this.cipher = cipher;
        this.wrong = wrong;
    }

    /**
     * Uses up a code of a device of the user. Without serial number and code nothing is checked.
     *
     * @return whether there was a code, and so a right one
     * @throws AwsException AccessDenied for a wrong code, a used one, or a device that is not the user's
     */
    public boolean check(
            String account, @Nullable String userId, @Nullable String serial, @Nullable String code, Instant now) {
        if (serial == null && code == null) {
            return false;
        }
        MfaDevice device = serial == null || userId == null
                ? null
                : devices.lock(account, serial)
                        .filter(each -> userId.equals(each.userId()))
                        .orElse(null);
        if (device == null) {
            throw IamError.ACCESS_DENIED.of(
                    "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.");
        }
        OptionalLong step = code == null || wrong.waits(device.serial(), now)
                ? OptionalLong.empty()
                : totp(device).step(code, now, device.lastStep());
        if (step.isEmpty()) {
            wrong.wrong(device.serial(), now);
            throw IamError.ACCESS_DENIED.of("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        }
        wrong.right(device.serial());
        devices.used(device, step.getAsLong());
        return true;
    }

    /**
     * The step of the second of two codes that follow each other, which show that somebody holds the device.
     *
     * @param drift how many steps of thirty seconds the device's clock may be off
     * @throws AwsException InvalidAuthenticationCode
     */
    long pair(MfaDevice device, String first, String second, Instant now, int drift) {
        OptionalLong step = wrong.waits(device.serial(), now)
                ? OptionalLong.empty()
                : totp(device).second(first, second, now, device.lastStep(), drift);
        if (step.isEmpty()) {
            wrong.wrong(device.serial(), now);
            throw IamError.INVALID_AUTHENTICATION_CODE.of("Authentication code for device is not valid.");
        }
        wrong.right(device.serial());
        return step.getAsLong();
    }

    byte[] seal(String serial, byte[] seed) {
        return cipher.seal(serial, HexFormat.of().formatHex(seed));
    }

    private Totp totp(MfaDevice device) {
        return new Totp(HexFormat.of().parseHex(cipher.open(device.serial(), device.sealedSeed())));
    }
}
