package dev.cloudlet.standalone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes the AOT cache that the processes of a cluster share, with the flags that they run with. Run by {@code ./cloudlet up}. */
public final class ClusterRehearsal {
    private ClusterRehearsal() {}

    /**
     * Ends with the status of the rehearsal.
     *
     * @param args the file to make
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ServiceProcess.java());
        // One process plays them all, and only this collector can write what all can read.
        command.addAll(List.of("-Xmx512m", "-XX:-UseSerialGC", "-XX:+UseG1GC", "-XX:AOTCacheOutput=" + args[0]));
        command.addAll(List.of(
                "-Dcloudlet.log=CONSOLE",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingMain.class.getName(),
                TrainingMain.CLUSTER));
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
