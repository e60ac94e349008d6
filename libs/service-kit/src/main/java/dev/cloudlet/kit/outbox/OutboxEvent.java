package dev.cloudlet.kit.outbox;

import tools.jackson.databind.JsonNode;

/**
 * Something that happened, on its way to monitoring-service.
 *
 * @param topic what kind of thing, for example {@code trail}
 * @param id the sender's schema and number: a second delivery of the same id is the same event
 */
public record OutboxEvent(String topic, String id, JsonNode body) {}
