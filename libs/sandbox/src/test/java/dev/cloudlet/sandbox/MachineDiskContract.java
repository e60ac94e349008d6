package dev.cloudlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every driver promises of machines' disks: what is on them, what is not, what is read and kept of them. */
@Timeout(60)
abstract class MachineDiskContract extends SandboxFixture {
    @Test
    void aMachineSeesNeitherTheHostsSecretsNorItsProcessesNorItsFiles() throws IOException {
        launch("i-1", new Boot.Instance(""));

        assertThat(output("i-1", "ls -A /root /home")).isEqualTo("/home:\nec2-user\n\n/root:");
        assertThat(output("i-1", "cut -d: -f2 /etc/shadow | sort -u")).isEqualTo("*");
        assertThat(output("i-1", "grep -rl 'PRIVATE KEY-----' /etc")).isEmpty();
        assertThat(output("i-1", "ls /etc/ssh /etc/ssl/private 2>&1 | grep -v 'No such'"))
                .isEmpty();
        assertThat(output("i-1", "ls -d /proc/[0-9]* | wc -l")).matches("[2-9]");
        assertThat(output("i-1", "test -e " + directory + " && echo seen")).isEmpty();
        assertThat(
                        output(
                                "i-1",
                                "mount -t tmpfs none /mnt; mknod /dev/sda b 8 0; unshare -Ur true; echo b > /proc/sysrq-trigger"))
                .contains("denied")
                .doesNotContain("cloudlet");
        assertThat(output("i-1", "touch /etc/of-the-machine /usr/of-the-machine && echo done"))
                .isEqualTo("done");
        assertThat(Path.of("/etc/of-the-machine")).doesNotExist();
        assertThat(Path.of("/usr/of-the-machine")).doesNotExist();
        assertThat(output("i-1", "dmesg 2>&1; date -s 2001-01-01 2>&1; ip link add d0 type dummy 2>&1"))
                .contains("not permitted");
    }

    @Test
    void hiddenPathsOfTheHostAreNeitherInTheMachineNorReadFromIt() {
        Path hidden = Path.of("/usr/share/perl5");
        try (Sandbox other =
                open(new SandboxSettings(directory.resolve("other"), List.of(hidden), Clock.systemUTC()))) {
            other.machines().launch(MachineSpec.of("i-1").build());
            MachineFiles files = other.machines().files("i-1");

            assertThat(hidden).isNotEmptyDirectory();
            assertThat(files.list("/usr/share"))
                    .extracting(MachineFiles.Entry::name)
                    .doesNotContain("perl5");
            assertThat(other.machines().exec("i-1", Exec.of("ls", "/usr/share/perl5")))
                    .isEqualTo(new ExecResult.Exited(2));
            assertThat(other.machines().exec("i-1", Exec.of("mkdir", "/usr/share/perl5")))
                    .isEqualTo(new ExecResult.Exited(0));
            assertThat(files.list("/usr/share/perl5")).isEmpty();
            other.machines().terminate("i-1");
        }
    }

    @Test
    void filesAreResolvedInsideTheMachine() throws IOException {
        launch("i-1", new Boot.Instance(""));
        Path secret = Files.writeString(directory.resolve("secret"), "of the host");
        output("i-1", "ln -s " + secret + " /root/leak; ln -s " + directory + " /root/out; mkfifo /root/pipe");
        MachineFiles files = machines.files("i-1");

        assertThat(files.read("/root/leak", 100)).isEmpty();
        assertThat(files.read("/root/../../.." + secret, 100)).isEmpty();
        assertThat(files.read("/root/pipe", 100)).isEmpty();
        assertThatThrownBy(() -> files.write("/root/out/evil", InputStream.nullInputStream(), 0644, 0, 0))
                .hasMessageContaining("not a directory");
        files.delete("/root/out");
        files.copyOut("/root", directory.resolve("copy"));

        assertThat(directory.resolve("evil")).doesNotExist();
        assertThat(secret).hasContent("of the host");
        assertThat(directory.resolve("copy/leak")).isSymbolicLink();
    }

    @Test
    void filesAreCopiedInAndOut() throws IOException {
        launch("i-1", new Boot.Instance(""));
        Path source = Files.createDirectories(directory.resolve("app/bin"));
        Files.writeString(source.resolve("run"), "#!/bin/sh\necho ran\n");
        Files.setAttribute(source.resolve("run"), "unix:mode", 0755);
        MachineFiles files = machines.files("i-1");

        files.copyIn(directory.resolve("app"), "/srv/app");
        assertThat(output("i-1", "/srv/app/bin/run > /srv/app/out; stat -c %u:%a /srv/app/bin/run"))
                .isEqualTo("0:755");
        files.copyOut("/srv/app", directory.resolve("back"));

        assertThat(directory.resolve("back/out")).hasContent("ran\n");
        assertThat(directory.resolve("back/bin/run")).isExecutable();
        assertThat(files.list("/srv/app")).extracting(MachineFiles.Entry::name).containsExactly("bin", "out");
        files.delete("/srv/app");
        assertThat(output("i-1", "ls /srv")).isEmpty();
    }

    @Test
    void anImageOfAMachineStartsOthersLikeIt() {
        machines.launch(MachineSpec.of("i-1")
                .boot(new Boot.Instance("#!/bin/sh\necho first > /root/who"))
                .build());
        await().until(() -> output("i-1", "cat /root/who"), "first"::equals);
        output(
                "i-1",
                "echo '#!/bin/sh\necho installed' > /usr/local/bin/app; chmod +x /usr/local/bin/app; rm -r /etc/pam.d; mkdir /etc/pam.d");

        sandbox.images().create("ami-1", "i-1");
        machines.terminate("i-1");
        machines.launch(MachineSpec.of("i-2")
                .image("ami-1")
                .boot(new Boot.Instance("#!/bin/sh\necho second >> /root/who"))
                .build());

        await().until(() -> output("i-2", "cat /root/who"), "first\nsecond"::equals);
        assertThat(output("i-2", "app; ls /etc/pam.d | wc -l")).isEqualTo("installed\n0");
        sandbox.images().delete("ami-1");
        assertThat(output("i-2", "app")).isEqualTo("installed");
        machines.terminate("i-2");
        assertThat(directory.resolve("state/layers").toFile().list()).hasSize(1);
        assertThatThrownBy(() ->
                        machines.launch(MachineSpec.of("i-3").image("ami-1").build()))
                .hasMessageContaining("no image ami-1");
    }

    @Test
    void mountsAndNamesAreAsSpecified() throws IOException {
        Path shared = Files.createDirectories(directory.resolve("shared"));
        Files.writeString(shared.resolve("in"), "from the host");
        machines.launch(MachineSpec.of("i-1")
                .hostname("ip-10-0-0-5")
                .mounts(List.of(
                        new Mount.Bind(shared, "/mnt/ro", true),
                        new Mount.Bind(shared, "/mnt/rw", false),
                        new Mount.Tmpfs("/scratch", 1 << 20)))
                .hosts(Map.of("cloud.internal", "169.254.169.252"))
                .nameservers(List.of("169.254.169.253"))
                .environment(Map.of("AWS_REGION", "eu-west-1"))
                .build());

        assertThat(output("i-1", "cat /mnt/ro/in; touch /mnt/ro/x; echo out > /mnt/rw/out"))
                .contains("from the host")
                .contains("Read-only");
        assertThat(shared.resolve("out")).hasContent("out\n");
        assertThat(output("i-1", "head -c 2000000 /dev/zero > /scratch/big")).contains("No space");
        assertThat(output("i-1", "hostname; cat /etc/hosts /etc/resolv.conf; echo $AWS_REGION"))
                .contains("ip-10-0-0-5", "169.254.169.252 cloud.internal", "nameserver 169.254.169.253", "eu-west-1");
    }
}
