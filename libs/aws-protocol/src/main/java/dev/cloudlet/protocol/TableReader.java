package dev.cloudlet.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the operation table of one service, see src/tools/operation_tables.py for its form. */
final class TableReader {
    private final Map<String, Constraint.Ref> refs = new HashMap<>();

    private TableReader() {}

    static ServiceModel read(String serviceId) {
        String name = serviceId + ".tsv";
        try (InputStream in = TableReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no operation table of " + serviceId);
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines();
            return new TableReader()
                    .service(lines.map(line -> line.split("\t", -1)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private ServiceModel service(List<String[]> rows) {
        String[] head = rows.getFirst();
        List<Protocol> protocols =
                Arrays.stream(head[3].split(",", -1)).map(Protocol::valueOf).toList();
        ServiceModel service =
                new ServiceModel(new ServiceModel.Header(head[1], head[2], protocols, head[4], head[5], head[6]));
        rows.forEach(this::demand);
        for (String[] row : rows) {
            switch (row[0]) {
                case "op" -> service.add(operation(service, row));
                case "err" -> service.add(new ErrorModel(row[1], row[2], Integer.parseInt(row[3]), row[4].equals("S")));
                default -> {
                    // the head, and the demands, which are read already
                }
            }
        }
        return service;
    }

    private OperationModel operation(ServiceModel service, String[] row) {
        Constraint input = ref(row[9]).get();
        OperationModel.Row cells = new OperationModel.Row(
                row[1],
                row[2],
                row[3],
                Integer.parseInt(row[4]),
                row[5],
                row[6],
                row[7],
                row[8],
                row[10].isEmpty() ? List.of() : List.of(row[10].split(",", -1)));
        return new OperationModel(service, cells, (Constraint.Struct) input);
    }

    private Constraint.Ref ref(String name) {
        return name.isEmpty() ? Constraint.Ref.NONE : refs.computeIfAbsent(name, n -> new Constraint.Ref());
    }

    private void demand(String[] row) {
        Constraint constraint =
                switch (row[0]) {
                    case "text" -> text(row);
                    case "range" ->
                        new Constraint.Range(
                                row[2].isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(row[2]),
                                row[3].isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(row[3]));
                    case "items" -> new Constraint.Items(low(row[2]), high(row[3]), ref(row[4]));
                    case "entries" -> new Constraint.Entries(low(row[2]), high(row[3]), ref(row[4]), ref(row[5]));
                    case "struct" -> struct(row);
                    default -> null;
                };
        if (constraint != null) {
            ref(row[1]).set(constraint);
        }
    }

    private static Constraint text(String[] row) {
        @Nullable Pattern pattern = row[4].isEmpty() ? null : Pattern.compile(row[4]);
        Set<String> values = row[5].isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(row[5].split("\\|", -1)));
        return new Constraint.Text(low(row[2]), high(row[3]), pattern, values, row[6].equals("S"));
    }

    private Constraint struct(String[] row) {
        List<Constraint.Member> members = new ArrayList<>();
        for (int i = 2; i < row.length; i++) {
            int equals = row[i].indexOf('=');
            String name = equals < 0 ? row[i] : row[i].substring(0, equals);
            boolean required = name.endsWith("!");
            members.add(new Constraint.Member(
                    required ? name.substring(0, name.length() - 1) : name,
                    required,
                    ref(equals < 0 ? "" : row[i].substring(equals + 1))));
        }
        return new Constraint.Struct(members);
    }

    private static long low(String bound) {
        return bound.isEmpty() ? 0 : Long.parseLong(bound);
    }

    private static long high(String bound) {
        return bound.isEmpty() ? Long.MAX_VALUE : Long.parseLong(bound);
    }
}
