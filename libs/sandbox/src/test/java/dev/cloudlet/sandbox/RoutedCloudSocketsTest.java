package dev.cloudlet.sandbox;

/** The routed driver keeps the contract of the cloud's sockets. */
final class RoutedCloudSocketsTest extends CloudSocketsContract {
    @Override
    Sandbox open(SandboxSettings settings) {
        return Sandbox.open(settings);
    }
}
