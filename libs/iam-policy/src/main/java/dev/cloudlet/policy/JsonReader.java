package dev.cloudlet.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads one JSON text into {@link Json}; a valid policy is at most six levels deep, anything much deeper is refused. */
final class JsonReader {
    private static final int MAX_DEPTH = 16;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final JsonParser parser;
    private final Wording wording;

    private JsonReader(JsonParser parser, Wording wording) {
        this.parser = parser;
        this.wording = wording;
    }

    static Json read(String text, Wording wording) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonReader reader = new JsonReader(parser, wording);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw wording.invalidJson(new SourceSpan(1, 1, 1, 1));
            }
            Json json = reader.value(first);
            if (parser.nextToken() != null) {
                throw wording.invalidJson(reader.here());
            }
            return json;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            int line = at == null ? 1 : Math.max(1, at.getLineNr());
            int column = at == null ? 1 : Math.max(1, at.getColumnNr());
            throw wording.invalidJson(new SourceSpan(line, column, line, column));
        }
    }

    private Json value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new Json.Text(here(), parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                new Json.Literal(here(), parser.getString());
            case VALUE_NULL -> new Json.Null(here());
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw wording.invalidJson(here());
        };
    }

    private Json object() {
        SourceSpan start = here();
        List<Json.Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            SourceSpan at = here();
            if (!names.add(name)) {
                throw wording.invalidJson(at);
            }
            members.add(new Json.Member(at, name, value(next())));
        }
        return new Json.Members(upToHere(start), members);
    }

    private Json array() {
        SourceSpan start = here();
        List<Json> items = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            items.add(value(token));
        }
        return new Json.Items(upToHere(start), items);
    }

    private JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw wording.invalidJson(here());
        }
        return token;
    }

    private SourceSpan here() {
        TokenStreamLocation at = parser.currentTokenLocation();
        int line = Math.max(1, at.getLineNr());
        int column = Math.max(1, at.getColumnNr());
        return new SourceSpan(line, column, line, column);
    }

    private SourceSpan upToHere(SourceSpan start) {
        SourceSpan end = here();
        return new SourceSpan(start.line(), start.column(), end.line(), end.column());
    }
}
