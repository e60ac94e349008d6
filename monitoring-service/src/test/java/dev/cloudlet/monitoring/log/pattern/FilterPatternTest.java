package dev.cloudlet.monitoring.log.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FilterPatternTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** The examples of "Filter and pattern syntax". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "ERROR | [ERROR] A fatal exception has occurred | true",
                "ERROR | Exiting with ERRORCODE: -1 | true",
                "ERROR | error in lower case | false",
                "ERROR -Exiting | Exiting with ERRORCODE: -1 | false",
                "ERROR Exception | [ERROR] Caught IllegalArgumentException | true",
                "ERROR Exception | [ERROR] Unhandled | false",
                "?ERROR ?WARN | WARN message | true",
                "?ERROR ?WARN | INFO message | false",
                "ERROR -WARN | ERROR WARN message | false",
                "ERROR -WARN | ERROR message | true",
                "ERROR ?WARN | ERROR message | true",
                "ERROR ?WARN | WARN message | false",
                "\"[ERROR] Caught\" | [ERROR] Caught it | true",
                "\"a \\\"quoted\\\" word\" | here is a \"quoted\" word | true",
                "-\"not this\" | but not this | false",
                "-\"not this\" | but that | true",
                "'' | anything | true",
                "'  ' | anything | true",
            })
    void matchesTerms(String pattern, String message, boolean matches) {
        assertThat(matches(pattern, message)).isEqualTo(matches);
    }

    private static final String EVENT = """
            {"eventType": "UpdateTrail", "sourceIPAddress": "111.111.111.111",
             "arrayKey": ["value", "another value"],
             "objectList": [{"name": "a", "id": 1}, {"name": "b", "id": 2}],
             "SomeObject": null, "ThisFlag": true, "latency": 500.5, "text": "10", "nothing": {},
             "user": {"id": 1, "email": "John.Stiles@example.com"},
             "actions": ["GET", "PUT", "DELETE"], "coordinates": [[0, 1, 2], [4, 5, 6]]}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.eventType = \"UpdateTrail\" } , true",
                "{ $.eventType = UpdateTrail } , true",
                "{ $.eventType = \"Update*\" } , true",
                "{ $.eventType = *Trail } , true",
                "{ $.eventType = U*e*l } , true",
                "{ $.eventType = U*x*l } , false",
                "{ $.eventType = \"Trail\" } , false",
                "{ $.eventType != \"Trail\" } , true",
                "{ $.sourceIPAddress != 123.123.* } , true",
                "{ $.sourceIPAddress = 111.111.* } , true",
                "{ $.arrayKey[0] = \"value\" } , true",
                "{ $.arrayKey[1] = \"value\" } , false",
                "{ $.arrayKey[9] = \"value\" } , false",
                "{ $.arrayKey[*] = \"another value\" } , true",
                "{ $.objectList[1].id = 2 } , true",
                "{ $.objectList[*].name = b } , true",
                "{ $.objectList = 1 } , false",
                "{ $.objectList != 1 } , false",
                "{ $.SomeObject IS NULL } , true",
                "{ $.ThisFlag IS NULL } , false",
                "{ $.SomeOtherObject NOT EXISTS } , true",
                "{ $.ThisFlag NOT EXISTS } , false",
                "{ $.ThisFlag EXISTS } , true",
                "{ $.ThisFlag IS TRUE } , true",
                "{ $.ThisFlag IS FALSE } , false",
                "{ $.latency >= 500 } , true",
                "{ $.latency > 5.005e2 } , false",
                "{ $.latency = 500.50 } , true",
                "{ $.latency < +1000 } , true",
                "{ $.latency <= -1 } , false",
                "{ $.latency = * } , true",
                "{ $.text > 9 } , true",
                "{ $.eventType > 9 } , false",
                "{ $.missing = 1 } , false",
                "{ $.missing != 1 } , false",
                "{ ($.user.id = 1) && ($.user.email = \"John.Stiles@example.com\") } , true",
                "{ ($.user.id = 2 && $.eventType = \"x\") || $.actions[2] = \"GET\" } , false",
                "{ $.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch } , true",
                "{ ($.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch } , false",
                "{ $.coordinates[1][2] = 6 } , true",
                "{$.user.id=1&&$.ThisFlag IS TRUE} , true",
                "{ $.[\"eventType\"] = x } , refused",
                "{ $[\"eventType\"] = UpdateTrail } , true",
            })
    void matchesJson(String patternAndExpectation) {
        int comma = patternAndExpectation.lastIndexOf(" , ");
        String pattern = patternAndExpectation.substring(0, comma);
        String expected = patternAndExpectation.substring(comma + 3).strip();
        if (expected.equals("refused")) {
            assertThatThrownBy(() -> FilterPattern.parse(pattern, JSON)).isInstanceOf(InvalidPatternException.class);
        } else {
            assertThat(matches(pattern, EVENT)).isEqualTo(Boolean.parseBoolean(expected));
        }
    }

    @Test
    void jsonPatternsMatchNothingElse() {
        assertThat(matches("{ $.a NOT EXISTS }", "no json at all")).isFalse();
        assertThat(matches("{ $.a NOT EXISTS }", "{\"b\": 1")).isFalse();
        assertThat(matches("{ $.a NOT EXISTS }", "[1, 2]")).isFalse();
        assertThat(matches("{ $.a = 1 }", "{\"a\":".repeat(100_000))).isFalse();
    }

    private static final String ACCESS =
            "127.0.0.1 - frank [10/Oct/2000:13:35:22 -0700] \"GET /index.html HTTP/1.0\" 404 1534";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "[ip, id, user, timestamp, request, status_code, size] ; true",
                "[ip, id, user, timestamp, request, status_code] ; false",
                "[..., status_code, bytes] ; true",
                "[ip, user, ...] ; true",
                "[ip, user, ..., status_code, bytes] ; true",
                "[..., bytes > 1000] ; true",
                "[..., bytes > 2000] ; false",
                "[..., status_code = 404, bytes] ; true",
                "[..., status_code = 4*, bytes] ; true",
                "[..., status_code = 4* && status_code != 404, bytes] ; false",
                "[..., status_code = 200 || status_code = 404, bytes] ; true",
                "[..., request = *html*, status_code = 4*, bytes] ; true",
                "[..., request=*.html*, status_code=4*,] ; true",
                "[ip = 127.0.0.1, ...] ; true",
                "[ip = 10.*, ...] ; false",
                "[..., status_code=!404, bytes] ; false",
                "[..., user=\"frank\", t, r, s, b] ; true",
            })
    void matchesFields(String pattern, boolean matches) {
        assertThat(matches(pattern, ACCESS)).isEqualTo(matches);
    }

    @Test
    void showsWhatFieldsItFound() {
        assertThat(FilterPattern.parse("[..., request=*.html*, status_code=4*,]", JSON)
                        .extract(ACCESS))
                .containsEntry("$status_code", "404")
                .containsEntry("$request", "GET /index.html HTTP/1.0")
                .containsEntry("$1", "127.0.0.1")
                .containsEntry("$4", "10/Oct/2000:13:35:22 -0700")
                .containsEntry("$7", "1534");
        assertThat(FilterPattern.parse("{ $.user.id = 1 }", JSON).extract(EVENT))
                .containsEntry("$.user.id", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{ }",
                "{ $ = 1 }",
                "{ $.a }",
                "{ $.a = }",
                "{ $.a = 1",
                "{ $.a = 1 && }",
                "{ ($.a = 1 }",
                "{ $.a[x] = 1 }",
                "{ $.a == 1 }",
                "{ $.a[99999999999] = 1 }",
                "[",
                "[]x",
                "[a = ]",
                "[..., ...]",
                "[a = 1 && b = 2]",
                "\"open",
                "a(b",
                "?",
                "-",
                "{ $.a IS MAYBE }"
            })
    void refusesWhatItCannotRead(String pattern) {
        assertThatThrownBy(() -> FilterPattern.parse(pattern, JSON)).isInstanceOf(InvalidPatternException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ERR.R%", "{ $.a = %x% }", "[a = %x%]"})
    void saysThatRegularExpressionsAreNotThere(String pattern) {
        assertThatThrownBy(() -> FilterPattern.parse(pattern, JSON))
                .isInstanceOfSatisfying(InvalidPatternException.class, e -> assertThat(e.notSupported())
                        .isTrue());
    }

    @Property(tries = 2_000)
    void neverFailsInAnotherWay(@ForAll("patternLike") String pattern, @ForAll("patternLike") String message) {
        Throwable thrown = catchThrowable(() -> {
            FilterPattern parsed = FilterPattern.parse(pattern, JSON);
            parsed.matches(message);
            parsed.extract(message);
        });
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(InvalidPatternException.class);
        }
    }

    @Provide
    Arbitrary<String> patternLike() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        "(",
                        ")",
                        "$",
                        ".a",
                        "[0]",
                        "[*]",
                        "=",
                        "!=",
                        ">",
                        "&&",
                        "||",
                        "\"",
                        "\\",
                        "*",
                        "?",
                        "-",
                        " ",
                        ",",
                        "...",
                        "1",
                        "1e9",
                        "-3.5",
                        "IS",
                        "NULL",
                        "NOT",
                        "EXISTS",
                        "word",
                        "é",
                        "{\"a\":1}",
                        "%")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property
    void allTermsTogetherMatchALineMadeOfThem(
            @ForAll @Size(min = 1, max = 8) List<@AlphaChars @StringLength(min = 1, max = 8) String> words) {
        String line = String.join(" ", words);
        assertThat(matches(line, "before " + line + " after")).isTrue();
        assertThat(matches(words.stream().map(w -> "?" + w).collect(Collectors.joining(" ")), words.getLast()))
                .isTrue();
        assertThat(matches("-" + words.getFirst(), line)).isFalse();
    }

    @Property
    void numbersCompareAsNumbers(
            @ForAll @IntRange(min = -1000, max = 1000) int left, @ForAll @IntRange(min = -1000, max = 1000) int right) {
        String line = "{\"x\": %d}".formatted(left);
        assertThat(matches("{ $.x > %d }".formatted(right), line)).isEqualTo(left > right);
        assertThat(matches("{ $.x <= %d.0 }".formatted(right), line)).isEqualTo(left <= right);
        assertThat(matches("{ $.x = %d }".formatted(right), line)).isEqualTo(left == right);
        assertThat(matches("[x != %d]".formatted(right), String.valueOf(left))).isEqualTo(left != right);
    }

    @Test
    void longLinesOfOpenBracketsAreNoTrouble() {
        String line = "[ \" ".repeat(200_000);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> matches("[a, ..., b = 1]", line));
    }

    private static boolean matches(String pattern, String message) {
        return FilterPattern.parse(pattern, JSON).matches(message);
    }
}
