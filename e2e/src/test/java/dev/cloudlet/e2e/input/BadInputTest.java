package dev.cloudlet.e2e.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.ServedOperations;
import dev.cloudlet.protocol.OperationModel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Whatever a client sends to any operation of this cloud, correctly signed, is answered within seconds: by success or by an error in
 * the service's own form, and never by an error of the cloud's.
 */
final class BadInputTest {
    private static final int AT_ONCE = 6;
    private static final int LONGEST_TARGET = 64 << 10;
    private static final int MIXED = 5;

    /** What belongs to the account as a whole, and so to every other test. */
    private static final Set<String> SHARED = Set.of(
            "iam:ChangePassword",
            "iam:CreateAccessKey",
            "iam:CreateAccountAlias",
            "iam:DeleteAccountAlias",
            "iam:DeleteAccountPasswordPolicy",
            "iam:SetSecurityTokenServicePreferences",
            "iam:UpdateAccountPasswordPolicy");

    private static final List<OperationModel> OPERATIONS = ServedOperations.all().stream()
            .filter(operation -> !SHARED.contains(operation.toString()))
            .sorted(Comparator.comparing(OperationModel::toString))
            .toList();

    private final Wild client = new Wild();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    /** One request to one operation, written when it is sent: all of them are too large to keep. */
    private record Attempt(String what, OperationModel operation, Dialect dialect, Supplier<Sketch> sketch) {}

    @Test
    void everyBadInputIsAnsweredInTheServicesOwnForm() {
        List<Attempt> attempts = new ArrayList<>();
        for (OperationModel operation : OPERATIONS) {
            for (Dialect dialect : Dialect.of(operation.service().id())) {
                attempts.addAll(attempts(operation, dialect));
            }
        }

        try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
            attempts.forEach(attempt -> clients.execute(() -> attempt(attempt)));
        }

        assertThat(violations)
                .as("%d requests to %d operations", attempts.size(), OPERATIONS.size())
                .isEmpty();
    }

    @Test
    void aSignatureWithOneByteChangedIsRefused() throws IOException, InterruptedException {
        Set<String> services = new HashSet<>();
        for (OperationModel operation : OPERATIONS) {
            String service = operation.service().id();
            // A HEAD has no body to look at.
            if (operation.httpMethod().equals("HEAD") || !services.add(service)) {
                continue;
            }
            for (Dialect dialect : Dialect.of(service)) {
                Sketch sketch = dialect.sketch(operation, Draft.of(Requests.of(operation), Inventors.PLAUSIBLE));
                HttpResponse<String> response = client.send(service, sketch, true);

                assertThat(response.statusCode())
                        .as(operation + " " + response.body())
                        .isBetween(400, 403);
                assertThat(response.body())
                        .containsPattern("SignatureDoesNotMatch|InvalidSignatureException|AuthFailure");
            }
        }
        assertThat(services).hasSizeGreaterThan(5);
    }

    private static List<Attempt> attempts(OperationModel operation, Dialect dialect) {
        List<Attempt> all = new ArrayList<>();
        all.add(new Attempt("nothing", operation, dialect, () -> dialect.sketch(operation, Map.of())));
        drafts(new Random(operation.toString().hashCode()))
                .forEach((what, inventor) -> all.add(new Attempt(
                        what,
                        operation,
                        dialect,
                        () -> dialect.sketch(operation, Draft.of(Requests.of(operation), inventor)))));
        for (String body : dialect.brokenBodies()) {
            String shown = body.substring(0, Math.min(40, body.length()));
            all.add(new Attempt("the body " + shown, operation, dialect, () -> dialect.broken(operation, body)));
        }
        return all;
    }

    private static Map<String, Draft.Inventor> drafts(Random seeds) {
        Map<String, Draft.Inventor> drafts = new LinkedHashMap<>();
        drafts.put("wrong types", Inventors.WRONG_TYPE);
        drafts.put("unknown names", Inventors.PLAUSIBLE);
        drafts.put("1 MiB", Inventors.oneLongString());
        for (Object number : List.of(-1, Long.MAX_VALUE)) {
            drafts.put("numbers " + number, Inventors.everyNumber(number));
        }
        Inventors.HOSTILE.forEach((what, value) -> drafts.put(what, Inventors.everyString(value)));
        for (int i = 0; i < MIXED; i++) {
            drafts.put("mix " + i, Inventors.mixed(new Random(seeds.nextLong())));
        }
        return drafts;
    }

    private void attempt(Attempt attempt) {
        String name = attempt.dialect() + " " + attempt.operation() + " given " + attempt.what();
        Sketch sketch = attempt.sketch().get();
        if (sketch.path().length() + sketch.query().length() > LONGEST_TARGET) {
            // The answer comes before the client has sent all: whether it sees the answer is a matter of luck.
            return;
        }
        try {
            HttpResponse<String> response =
                    client.send(attempt.operation().service().id(), sketch, false);
            String shown =
                    response.body().substring(0, Math.min(300, response.body().length()));
            if (!isAllowed(attempt, response)) {
                violations.add(name + ": " + response.statusCode() + " " + shown);
            }
        } catch (IOException | RuntimeException e) {
            violations.add(name + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isAllowed(Attempt attempt, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status < 400) {
            return status >= 200;
        }
        if (status >= 500 && status != 501) {
            return false;
        }
        // Too long for HTTP itself: no service has seen it.
        boolean tooLong = status == 431;
        return tooLong
                || attempt.operation().httpMethod().equals("HEAD")
                || attempt.dialect().isError(response.body());
    }
}
