package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.StartFailure;

/**
 * Starts a cloud with nothing in it, asks it for a little of everything, and stops it: what the JVM sees meanwhile goes into
 * the AOT cache, with which later starts take half the time. Run by {@code ./cloudlet up} after a build.
 */
public final class TrainingMain {
    /** The interpreter hands a method to the compilers after some hundred calls; their profiles are kept too. */
    private static final int ROUNDS = 30;

    private TrainingMain() {}

    public static void main(String[] args) {
        try (Standalone cloud = Standalone.start(StandaloneConfig.temporary());
                TrainingClient client = new TrainingClient(cloud.endpoint())) {
            for (int round = 0; round < ROUNDS; round++) {
                client.round();
            }
        } catch (StartFailure failure) {
            System.err.println(failure.problem() + ". Next: " + failure.nextStep() + ".");
            System.exit(1);
        }
    }
}
