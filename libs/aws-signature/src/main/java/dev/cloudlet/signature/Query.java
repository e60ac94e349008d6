package dev.cloudlet.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The parameters of a query in the order sent, names and values in AWS's one encoding. */
record Query(List<Parameter> parameters) {

    /** A parameter, encoded; a name without {@code =} has an empty value. */
    record Parameter(String name, String value) {

        String decodedValue() {
            return new String(PercentEncoding.decode(value, false), StandardCharsets.UTF_8);
        }
    }

    static Query parse(String rawQuery) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.add(new Parameter(recode(name), equals < 0 ? "" : recode(pair.substring(equals + 1))));
            }
        }
        return new Query(parameters);
    }

    /** Values, decoded, of the parameters of this name (one that needs no encoding); exact case. */
    List<String> values(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::decodedValue)
                .toList();
    }

    /** The canonical query: sorted by encoded name, then by encoded value, without the signature itself. */
    String canonical() {
        return parameters.stream()
                .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private static String recode(String raw) {
        return PercentEncoding.encode(PercentEncoding.decode(raw, true), false);
    }
}
