-- CloudWatch metrics: one row for each namespace, name and set of dimensions that has ever been reported.
CREATE TABLE metric (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account       text NOT NULL,
    region        text NOT NULL,
    namespace     text NOT NULL,
    name          text NOT NULL,
    dimension_key bytea NOT NULL, -- the hash of the dimensions: they may be longer than an index entry
    dimensions    jsonb NOT NULL,
    reported_at   timestamptz NOT NULL, -- when data last came, to about a minute
    UNIQUE (account, region, namespace, name, dimension_key)
);

-- What was reported: one row for each datum, later folded into coarser ones as CloudWatch does with age.
CREATE TABLE sample (
    metric  bigint NOT NULL,
    at      timestamptz NOT NULL, -- the start of the seconds that the row stands for
    unit    text NOT NULL,
    seconds int NOT NULL,
    count   double precision NOT NULL,
    sum     double precision NOT NULL,
    min     double precision NOT NULL,
    max     double precision NOT NULL,
    values  double precision[], -- the single values and how often each came; null when unknown or all the same
    counts  double precision[]
);
CREATE INDEX sample_of_metric ON sample (metric, at);
CREATE INDEX sample_by_age ON sample (seconds, at);

CREATE TABLE alarm (
    account         text NOT NULL,
    region          text NOT NULL,
    name            text COLLATE "C" NOT NULL,
    settings        jsonb NOT NULL, -- as PutMetricAlarm has them
    namespace       text NOT NULL,
    metric          text NOT NULL,
    version         bigint NOT NULL, -- grows with every change of settings or state, so that an evaluation of the old ones has no effect
    configured_at   timestamptz NOT NULL,
    state           text NOT NULL,
    reason          text NOT NULL,
    reason_data     text NOT NULL,
    updated_at      timestamptz NOT NULL,
    transitioned_at timestamptz NOT NULL,
    acted_at        timestamptz NOT NULL, -- when the actions of the present state were last asked for
    tags            jsonb NOT NULL,
    PRIMARY KEY (account, region, name)
);
CREATE INDEX alarm_of_metric ON alarm (account, region, namespace, metric);

CREATE TABLE alarm_history (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text NOT NULL,
    region  text NOT NULL,
    alarm   text COLLATE "C" NOT NULL,
    at      timestamptz NOT NULL,
    type    text NOT NULL,
    summary text NOT NULL,
    data    text NOT NULL
);
CREATE INDEX alarm_history_of_alarm ON alarm_history (account, region, alarm, at, id);
CREATE INDEX alarm_history_of_region ON alarm_history (account, region, at, id);
CREATE INDEX alarm_history_by_age ON alarm_history (at);

-- Actions that have been asked for and not yet taken.
CREATE TABLE alarm_action (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account  text NOT NULL,
    region   text NOT NULL,
    alarm    text COLLATE "C" NOT NULL,
    action   text NOT NULL,
    question jsonb NOT NULL,
    asked_at timestamptz NOT NULL
);
CREATE INDEX alarm_action_of_alarm ON alarm_action (account, region, alarm, id);

CREATE TABLE log_group (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account        text NOT NULL,
    region         text NOT NULL,
    name           text COLLATE "C" NOT NULL,
    created_at     bigint NOT NULL, -- milliseconds since 1970, as everything in CloudWatch Logs
    retention_days int,
    class          text NOT NULL,
    kms_key        text,
    tags           jsonb NOT NULL,
    UNIQUE (account, region, name)
);

CREATE TABLE log_stream (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    log_group    bigint NOT NULL,
    name         text COLLATE "C" NOT NULL,
    created_at   bigint NOT NULL,
    first_at     bigint,
    last_at      bigint,
    ingested_at  bigint,
    stored_bytes bigint NOT NULL,
    UNIQUE (log_group, name)
);
CREATE INDEX log_stream_by_last_event ON log_stream (log_group, (coalesce(last_at, 0)), name);

CREATE TABLE log_event (
    id          bigint GENERATED ALWAYS AS IDENTITY,
    log_group   bigint NOT NULL,
    log_stream  bigint NOT NULL,
    at          bigint NOT NULL,
    ingested_at bigint NOT NULL,
    message     bytea NOT NULL -- UTF-8: text may not hold every character that a log line may
);
CREATE INDEX log_event_of_group ON log_event (log_group, at, id);
CREATE INDEX log_event_of_stream ON log_event (log_stream, at, id);

-- CloudTrail: every call, as delivered by the services.
CREATE TABLE trail_event (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id         text NOT NULL UNIQUE,
    account    text NOT NULL,
    region     text NOT NULL,
    at         timestamptz NOT NULL,
    name       text NOT NULL,
    source     text NOT NULL,
    username   text NOT NULL,
    access_key text NOT NULL,
    read_only  text NOT NULL,
    decision   text,
    event      json NOT NULL -- not jsonb: that refuses U+0000, which a client may have sent
);
CREATE INDEX trail_event_newest ON trail_event (account, region, at, number);
CREATE INDEX trail_event_by_name ON trail_event (account, region, name, at, number);
CREATE INDEX trail_event_by_username ON trail_event (account, region, username, at, number);
CREATE INDEX trail_event_by_source ON trail_event (account, region, source, at, number);
CREATE INDEX trail_event_by_access_key ON trail_event (account, region, access_key, at, number);
CREATE INDEX trail_event_refused ON trail_event (account, at, number) WHERE decision IS NOT NULL;
CREATE INDEX trail_event_by_age ON trail_event (at);

CREATE TABLE trail_resource (
    event   bigint NOT NULL,
    account text NOT NULL,
    region  text NOT NULL,
    type    text NOT NULL,
    name    text NOT NULL,
    PRIMARY KEY (event, type, name)
);
CREATE INDEX trail_resource_by_name ON trail_resource (account, region, name, event);
CREATE INDEX trail_resource_by_type ON trail_resource (account, region, type, event);
