package dev.cloudlet.gateway.route;

import dev.cloudlet.gateway.RunningGateway;

/** Half of the instances are dead: no request may notice. */
class NetworkPassingTest extends PassingContract {
    @Override
    RunningGateway start() {
        return RunningGateway.network();
    }
}
