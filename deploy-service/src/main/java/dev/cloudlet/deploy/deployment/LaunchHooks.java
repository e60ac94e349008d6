package dev.cloudlet.deploy.deployment;

/**
 * Lifecycle hooks that hold new instances of Auto Scaling groups until they have been deployed to.
 *
 * @see <a href="https://docs.aws.amazon.com/codedeploy/latest/userguide/integrations-aws-auto-scaling.html">AWS</a>
 */
interface LaunchHooks {
    void install(ServiceRole role, String autoScalingGroup, String hook);

    /** What waits for the hook goes on as its default result says. */
    void remove(ServiceRole role, String autoScalingGroup, String hook);

    /** Lets an instance go into service, or has it terminated. One that does not wait for the hook is left alone. */
    void complete(ServiceRole role, ScaledInstance instance, String hook, boolean intoService);

    /** Has an instance wait for longer. */
    void hold(ServiceRole role, ScaledInstance instance, String hook);
}
