-- How a policy refused a call: json as in the event, and found by the id that the client saw.
ALTER TABLE trail_event DROP COLUMN decision;
ALTER TABLE trail_event ADD COLUMN request_id text NOT NULL DEFAULT '';
ALTER TABLE trail_event ADD COLUMN derivation json;
CREATE INDEX trail_event_refused ON trail_event (at, number) WHERE derivation IS NOT NULL;
CREATE INDEX trail_event_refused_request ON trail_event (request_id) WHERE derivation IS NOT NULL;
