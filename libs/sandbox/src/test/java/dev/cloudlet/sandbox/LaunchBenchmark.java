package dev.cloudlet.sandbox;

import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.NetworkInterface;
import dev.cloudlet.sandbox.network.TrafficRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures what machines cost: {@code LaunchBenchmark DIRECTORY COUNT PARALLEL [keep]}. With {@code keep} it leaves the
 * machines and ends without a word to them, as a crash would; a second run without it adopts and removes them.
 */
final class LaunchBenchmark {
    private LaunchBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        int parallel = Integer.parseInt(arguments[2]);
        long begun = System.nanoTime();
        Sandbox sandbox = Sandbox.open(SandboxSettings.in(directory, Clock.systemUTC()));
        System.out.printf(
                "opened, %d machines adopted, in %.0f ms%n",
                sandbox.machines().list().size(), millis(begun));
        System.out.println(sandbox.machines().availability());
        if (count > 0) {
            launch(sandbox, count, parallel);
            exec(sandbox);
        }
        if (arguments.length > 3) {
            Runtime.getRuntime().halt(9);
        }
        begun = System.nanoTime();
        int removed = sandbox.machines().reconcile(Set.of()).size();
        System.out.printf("terminated %d in %.0f ms%n", removed, millis(begun));
        sandbox.networks().reconcile(Set.of(), Set.of());
        sandbox.close();
    }

    private static void launch(Sandbox sandbox, int count, int parallel) throws Exception {
        sandbox.networks().ensureVpc("vpc-bench", Cidr.parse("10.0.0.0/16"));
        var attach = new ArrayList<Double>();
        var launch = new ArrayList<Double>();
        long begun = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(parallel)) {
            var all = new ArrayList<Future<double[]>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(pool.submit(() -> one(sandbox, number)));
            }
            for (Future<double[]> each : all) {
                attach.add(each.get()[0]);
                launch.add(each.get()[1]);
            }
        }
        System.out.printf("launched %d, %d at a time, in %.0f ms%n", count, parallel, millis(begun));
        print("attach and rules", attach);
        print("launch", launch);
        long memory = 0;
        for (Machine machine : sandbox.machines().list()) {
            memory += sandbox.machines().usage(machine.id()).memoryBytes();
        }
        System.out.printf("memory of an idle machine: %d KiB%n", memory / count / 1024);
    }

    private static double[] one(Sandbox sandbox, int number) {
        long begun = System.nanoTime();
        String id = "eni-" + number;
        NetworkInterface nic = sandbox.networks()
                .attach("vpc-bench", id, Cidr.parse("10.0.0.0/16").at(256 + number), 16, Optional.empty());
        var anyone = List.of(TrafficRule.all(new TrafficRule.Peer.Block(Cidr.ANYWHERE)));
        sandbox.networks().applyRules("vpc-bench", id, anyone, anyone);
        double attached = millis(begun);
        begun = System.nanoTime();
        sandbox.machines().launch(MachineSpec.of("i-" + number).network(nic).build());
        return new double[] {attached, millis(begun)};
    }

    private static void exec(Sandbox sandbox) {
        var times = new ArrayList<Double>();
        for (int i = 0; i < 20; i++) {
            long begun = System.nanoTime();
            sandbox.machines().exec("i-0", Exec.of("true").timeout(Duration.ofSeconds(10)));
            times.add(millis(begun));
        }
        print("exec", times);
    }

    private static void print(String what, List<Double> times) {
        Collections.sort(times);
        System.out.printf(
                "%s: p50 %.0f ms, p95 %.0f ms, least %.0f ms%n",
                what, times.get(times.size() / 2), times.get((int) (times.size() * 0.95)), times.getFirst());
    }

    private static double millis(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }
}
