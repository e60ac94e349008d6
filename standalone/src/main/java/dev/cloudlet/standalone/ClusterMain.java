package dev.cloudlet.standalone;

/** A cloud of one process per service, looked after by this one. */
public final class ClusterMain {
    private ClusterMain() {}

    /**
     * Starts a cloud.
     *
     * @param args as for {@link StandaloneMain}
     */
    public static void main(String[] args) {
        CloudCommand.run(args, ClusterProcesses::start);
    }
}
