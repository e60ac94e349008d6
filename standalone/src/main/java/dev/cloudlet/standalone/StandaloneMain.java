package dev.cloudlet.standalone;

/** A cloud in one JVM, as a process. */
public final class StandaloneMain {
    private StandaloneMain() {}

    /**
     * Starts a cloud.
     *
     * @param args {@code --data=DIR}, {@code --port=N}, {@code --bind=ADDRESS}, and any setting as {@code --name=value}
     */
    public static void main(String[] args) {
        CloudCommand.run(args, Standalone::start);
    }
}
