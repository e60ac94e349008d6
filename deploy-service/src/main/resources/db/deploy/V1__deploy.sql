CREATE TABLE application (
    account  text NOT NULL,
    region   text NOT NULL,
    name     text NOT NULL,
    document jsonb NOT NULL,
    PRIMARY KEY (account, region, name)
);

-- Those of users; the built-in ones are in the code.
CREATE TABLE deployment_config (
    account  text NOT NULL,
    region   text NOT NULL,
    name     text NOT NULL,
    document jsonb NOT NULL,
    PRIMARY KEY (account, region, name)
);

CREATE TABLE deployment_group (
    account     text NOT NULL,
    region      text NOT NULL,
    application text NOT NULL,
    name        text NOT NULL,
    id          text NOT NULL,
    document    jsonb NOT NULL,
    PRIMARY KEY (account, region, application, name),
    UNIQUE (account, region, id),
    FOREIGN KEY (account, region, application) REFERENCES application ON UPDATE CASCADE ON DELETE CASCADE
);

-- location: bucket, key, version and etag in one text, so that the same place is the same revision.
CREATE TABLE revision (
    account     text NOT NULL,
    region      text NOT NULL,
    application text NOT NULL,
    location    text NOT NULL,
    registered  timestamptz NOT NULL,
    first_used  timestamptz,
    last_used   timestamptz,
    description text,
    document    jsonb NOT NULL,
    PRIMARY KEY (account, region, application, location),
    FOREIGN KEY (account, region, application) REFERENCES application ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE deployment (
    account       text NOT NULL,
    region        text NOT NULL,
    id            text NOT NULL,
    group_id      text NOT NULL,
    status        text NOT NULL,
    creator       text NOT NULL,
    created       timestamptz NOT NULL,
    completed     timestamptz,
    stop          boolean NOT NULL DEFAULT false,
    stop_rollback boolean NOT NULL DEFAULT false,
    document      jsonb NOT NULL,
    PRIMARY KEY (account, region, id),
    FOREIGN KEY (account, region, group_id) REFERENCES deployment_group (account, region, id) ON DELETE CASCADE
);
CREATE INDEX deployment_by_time ON deployment (account, region, created DESC, id);
CREATE INDEX deployment_by_group ON deployment (account, region, group_id, created DESC);
-- One at a time for a group; what new instances of an Auto Scaling group are given does not count.
CREATE UNIQUE INDEX deployment_active ON deployment (account, region, group_id)
    WHERE status IN ('Created', 'Queued', 'InProgress') AND creator <> 'autoscaling';

CREATE TABLE target (
    account    text NOT NULL,
    region     text NOT NULL,
    deployment text NOT NULL,
    instance   text NOT NULL,
    position   integer NOT NULL,
    status     text NOT NULL,
    updated    timestamptz NOT NULL,
    document   jsonb NOT NULL,
    PRIMARY KEY (account, region, deployment, instance),
    FOREIGN KEY (account, region, deployment) REFERENCES deployment (account, region, id) ON DELETE CASCADE
);
CREATE INDEX target_by_instance ON target (account, region, instance, updated DESC);

-- One lifecycle event of one instance, for its agent. status: Created, Acknowledged, Succeeded, Failed.
CREATE TABLE host_command (
    account      text NOT NULL,
    region       text NOT NULL,
    id           text NOT NULL,
    deployment   text NOT NULL,
    instance     text NOT NULL,
    event        text NOT NULL,
    status       text NOT NULL,
    created      timestamptz NOT NULL,
    acknowledged timestamptz,
    error_code   text NOT NULL DEFAULT '',
    script_name  text NOT NULL DEFAULT '',
    message      text NOT NULL DEFAULT '',
    log_tail     text NOT NULL DEFAULT '',
    PRIMARY KEY (account, region, id),
    UNIQUE (account, region, deployment, instance, event),
    FOREIGN KEY (account, region, deployment, instance) REFERENCES target ON DELETE CASCADE
);
CREATE INDEX host_command_open ON host_command (account, region, instance, created)
    WHERE status IN ('Created', 'Acknowledged');
