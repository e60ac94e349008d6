package dev.cloudlet.sandbox;

/** The routed driver keeps the contract. */
final class RoutedNetworksTest extends NetworksContract {
    @Override
    Sandbox open(SandboxSettings settings) {
        return Sandbox.open(settings);
    }
}
