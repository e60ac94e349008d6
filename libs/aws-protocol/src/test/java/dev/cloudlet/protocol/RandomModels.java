package dev.cloudlet.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.RequiredTrait;

/** Model objects with random members and awkward values. The same seed makes the same object. */
final class RandomModels {
    private static final int[] AWKWARD = " abcXYZ019-_.~:/?#[]@!$&'()*+,;=%<>\"\\|^`{}é中😀\t\n\r"
            .codePoints()
            .toArray();
    private static final String AWKWARD_IN_URI = " +%&=?#é:@~!*'(),;$";
    private static final int DEEPEST = 6;

    private final Random random;
    private final boolean response;
    private final double density;

    RandomModels(long seed, boolean response, double density) {
        this.random = new Random(seed);
        this.response = response;
        this.density = density;
    }

    void fill(SdkPojo builder) {
        fill(builder, 0);
    }

    private void fill(SdkPojo builder, int depth) {
        for (Field field : Shape.of(builder).fields) {
            boolean label = field.location == MarshallLocation.PATH || field.location == MarshallLocation.GREEDY_PATH;
            boolean required = builder.sdkFields().stream()
                    .anyMatch(sdk -> sdk.memberName().equals(field.member) && sdk.containsTrait(RequiredTrait.class));
            boolean must = label || required || field.payload || field.defaulted;
            boolean tooDeep = depth >= DEEPEST && field.kind.isNested() && !(must && depth < DEEPEST + 3);
            if (tooDeep || (!must && random.nextDouble() > density)) {
                continue;
            }
            // The client does not escape attributes, which hold names of types.
            Object value = field.xmlAttribute ? plain() : value(field, field.location, depth, must);
            if (value != null) {
                field.set(builder, value);
            }
        }
    }

    private @Nullable Object value(Field field, MarshallLocation at, int depth, boolean must) {
        return switch (field.kind) {
            case STRING -> string(at);
            case INTEGER -> at == MarshallLocation.STATUS_CODE ? (Integer) 200 : (Integer) random.nextInt();
            case LONG -> random.nextLong();
            case SHORT -> (short) random.nextInt();
            case BYTE -> (byte) random.nextInt();
            case FLOAT -> random.nextFloat() * 1000;
            case DOUBLE -> random.nextGaussian() * 1e6;
            case BIG_DECIMAL -> BigDecimal.valueOf(random.nextLong(), 3);
            case BOOLEAN -> random.nextBoolean();
            case INSTANT -> Instant.ofEpochSecond(1_000_000_000L + random.nextInt(900_000_000));
            case BYTES -> {
                byte[] bytes = new byte[1 + random.nextInt(20)];
                random.nextBytes(bytes);
                yield SdkBytes.fromByteArray(bytes);
            }
            case DOCUMENT ->
                Document.fromMap(Map.of("a", Document.fromString(string(at)), "b", Document.fromNumber(3)));
            case STRUCT -> struct(field, depth, must);
            case LIST -> list(field, at, depth);
            case MAP -> map(field, at, depth);
            case NULL -> null;
        };
    }

    private @Nullable Object struct(Field field, int depth, boolean must) {
        if (depth >= DEEPEST + 3) {
            return null;
        }
        SdkPojo builder = field.newStruct();
        fill(builder, depth + 1);
        SdkPojo built = Field.build(builder);
        // A form cannot say that a structure is there but empty.
        boolean empty = Shape.of(built).fields.stream().allMatch(member -> member.get(built) == null);
        return empty && !response && !must ? null : built;
    }

    private @Nullable Object list(Field field, MarshallLocation at, int depth) {
        List<Object> list = new ArrayList<>();
        MarshallLocation elements =
                at == MarshallLocation.QUERY_PARAM || at == MarshallLocation.PAYLOAD ? at : MarshallLocation.HEADER;
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            Object element = value(field.element(), elements, depth + 1, false);
            if (element == null) {
                return null;
            }
            list.add(element);
        }
        return list;
    }

    private @Nullable Object map(Field field, MarshallLocation at, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            Object value = value(field.element(), at, depth + 1, false);
            if (value == null) {
                return null;
            }
            map.put(at == MarshallLocation.PAYLOAD ? string(at) : "k" + n + plain(), value);
        }
        return map;
    }

    private String string(MarshallLocation at) {
        return switch (at) {
            case PAYLOAD -> awkward();
            case PATH, GREEDY_PATH, QUERY_PARAM -> {
                StringBuilder text = new StringBuilder("k");
                for (int n = 0; n < 5; n++) {
                    text.append(AWKWARD_IN_URI.charAt(random.nextInt(AWKWARD_IN_URI.length())));
                    text.append((char) ('a' + random.nextInt(26)));
                }
                yield text.toString();
            }
            default -> plain();
        };
    }

    private String awkward() {
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(12); n > 0; n--) {
            text.appendCodePoint(AWKWARD[random.nextInt(AWKWARD.length)]);
        }
        return text.toString();
    }

    private String plain() {
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(10); n > 0; n--) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
