package dev.cloudlet.monitoring.trail;

/** What LookupEvents may be asked for. */
record Attribute(Kind kind, String value) {

    /** The attributes, with the condition that finds each; {@code :value} is what is looked for. */
    enum Kind {
        EVENT_ID("EventId", "e.id = :value"),
        EVENT_NAME("EventName", "e.name = :value"),
        READ_ONLY("ReadOnly", "e.read_only = :value"),
        USERNAME("Username", "e.username = :value"),
        RESOURCE_TYPE("ResourceType", resource("type")),
        RESOURCE_NAME("ResourceName", resource("name")),
        EVENT_SOURCE("EventSource", "e.source = :value"),
        ACCESS_KEY_ID("AccessKeyId", "e.access_key = :value");

        private final String text;
        private final String condition;

        Kind(String text, String condition) {
            this.text = text;
            this.condition = condition;
        }

        private static String resource(String column) {
            return "e.number IN (SELECT r.event FROM trail_resource r"
                    + " WHERE r.account = :account AND r.region = :region AND r." + column + " = :value)";
        }

        String text() {
            return text;
        }

        String condition() {
            return condition;
        }
    }
}
