package dev.cloudlet.standalone;

import dev.cloudlet.postgres.LocalPostgres;
import dev.cloudlet.postgres.Passwords;
import dev.cloudlet.postgres.PostgresFailure;
import dev.cloudlet.standalone.data.DataDirectory;
import dev.cloudlet.standalone.data.Secrets;
import dev.cloudlet.standalone.data.StartFailure;
import java.time.Duration;
import java.util.function.Consumer;

/** What a cloud stands on, however its services run: the data directory, held for us alone, and the database. */
record Foundation(DataDirectory data, Secrets secrets, LocalPostgres postgres) implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    static Foundation lay(StandaloneConfig config, Consumer<String> progress) {
        DataDirectory data = DataDirectory.take(config.data());
        try {
            FrontDoorPort.check(config, data.followsCrash() ? LAST_WORDS : Duration.ZERO);
            Secrets secrets = Secrets.of(data);
            LocalPostgres postgres = postgres(data, secrets, progress);
            progress.accept("Postgres is ready");
            return new Foundation(data, secrets, postgres);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static LocalPostgres postgres(DataDirectory data, Secrets secrets, Consumer<String> progress) {
        try {
            Passwords passwords = new Passwords(secrets.superuserPassword(), secrets.databasePassword());
            return LocalPostgres.start(data.subdirectory("postgres"), passwords, progress);
        } catch (PostgresFailure e) {
            throw new StartFailure(e.problem(), e.nextStep(), e);
        }
    }

    @Override
    public void close() {
        postgres.close();
        data.close();
    }
}
