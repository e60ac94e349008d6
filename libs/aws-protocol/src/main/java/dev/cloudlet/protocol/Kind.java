package dev.cloudlet.protocol;

import java.util.Map;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** The type of a member, as a switch can use it. */
enum Kind {
    STRING,
    INTEGER,
    LONG,
    SHORT,
    BYTE,
    FLOAT,
    DOUBLE,
    BIG_DECIMAL,
    BOOLEAN,
    INSTANT,
    BYTES,
    STRUCT,
    LIST,
    MAP,
    DOCUMENT,
    NULL;

    private static final Map<MarshallingType<?>, Kind> KINDS = Map.ofEntries(
            Map.entry(MarshallingType.STRING, STRING),
            Map.entry(MarshallingType.INTEGER, INTEGER),
            Map.entry(MarshallingType.LONG, LONG),
            Map.entry(MarshallingType.SHORT, SHORT),
            Map.entry(MarshallingType.BYTE, BYTE),
            Map.entry(MarshallingType.FLOAT, FLOAT),
            Map.entry(MarshallingType.DOUBLE, DOUBLE),
            Map.entry(MarshallingType.BIG_DECIMAL, BIG_DECIMAL),
            Map.entry(MarshallingType.BOOLEAN, BOOLEAN),
            Map.entry(MarshallingType.INSTANT, INSTANT),
            Map.entry(MarshallingType.SDK_BYTES, BYTES),
            Map.entry(MarshallingType.SDK_POJO, STRUCT),
            Map.entry(MarshallingType.LIST, LIST),
            Map.entry(MarshallingType.MAP, MAP),
            Map.entry(MarshallingType.DOCUMENT, DOCUMENT),
            Map.entry(MarshallingType.NULL, NULL));

    static Kind of(MarshallingType<?> type) {
        Kind kind = KINDS.get(type);
        if (kind == null) {
            throw new IllegalArgumentException("a type newer than this codec: " + type);
        }
        return kind;
    }

    boolean isNested() {
        return this == STRUCT || this == LIST || this == MAP;
    }
}
