-- Events on their way to monitoring-service, written in the transaction that causes them.
CREATE TABLE outbox (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    body  json NOT NULL -- not jsonb: that refuses U+0000, and what a client sent must not keep its call off the trail
);

-- How often each piece of long work has been asked for: work that was asked for while it ran looks again.
CREATE TABLE work_request (
    work    text NOT NULL,
    key     text NOT NULL,
    request bigint NOT NULL,
    PRIMARY KEY (work, key)
);

-- db-scheduler's own table.
CREATE TABLE scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
