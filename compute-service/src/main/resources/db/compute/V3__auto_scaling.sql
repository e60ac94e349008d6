-- Auto Scaling. Configuration is kept in the AWS model's own shape.
CREATE TABLE auto_scaling_group (
    account      text NOT NULL,
    region       text NOT NULL,
    name         text NOT NULL COLLATE "C",
    deleting     boolean NOT NULL DEFAULT false,
    -- Why the capacity is what it is, in AWS's words: the first part of the causes of the activities that follow.
    cause        text NOT NULL DEFAULT '',
    -- The end of the cooldown that the last simple scaling began.
    cooled       timestamptz,
    -- Launches that failed one after the other: how often, since when, and when to try again.
    failed_rounds integer NOT NULL DEFAULT 0,
    failing_since timestamptz,
    launch_retry  timestamptz,
    document     jsonb NOT NULL,
    PRIMARY KEY (account, region, name)
);

CREATE TABLE auto_scaling_instance (
    account          text NOT NULL,
    region           text NOT NULL,
    group_name       text NOT NULL,
    id               text NOT NULL PRIMARY KEY,
    zone             text NOT NULL,
    phase            text NOT NULL,
    healthy          boolean NOT NULL DEFAULT true,
    unhealthy_cause  text,
    protected        boolean NOT NULL DEFAULT false,
    type             text NOT NULL,
    template_id      text,
    template_name    text,
    template_version text,
    launched         timestamptz NOT NULL,
    in_service       timestamptz,
    activity         text,
    FOREIGN KEY (account, region, group_name) REFERENCES auto_scaling_group
);
CREATE INDEX auto_scaling_instance_by_group ON auto_scaling_instance (account, region, group_name);

CREATE TABLE scaling_activity (
    account     text NOT NULL,
    region      text NOT NULL,
    group_name  text NOT NULL,
    id          text NOT NULL PRIMARY KEY,
    number      bigint GENERATED ALWAYS AS IDENTITY,
    document    jsonb NOT NULL,
    deleted     boolean NOT NULL DEFAULT false,
    started     timestamptz NOT NULL
);
CREATE INDEX scaling_activity_by_group ON scaling_activity (account, region, group_name, number);
CREATE INDEX scaling_activity_by_age ON scaling_activity (started);

CREATE TABLE instance_refresh (
    account     text NOT NULL,
    region      text NOT NULL,
    group_name  text NOT NULL,
    id          text NOT NULL PRIMARY KEY,
    number      bigint GENERATED ALWAYS AS IDENTITY,
    -- Instances that were launched before are to be replaced.
    begun       timestamptz NOT NULL,
    active      boolean NOT NULL,
    -- How many those were, once somebody has looked.
    total       integer,
    -- Since when nothing can be done for it.
    stuck       timestamptz,
    document    jsonb NOT NULL,
    FOREIGN KEY (account, region, group_name) REFERENCES auto_scaling_group ON DELETE CASCADE
);
CREATE INDEX instance_refresh_by_group ON instance_refresh (account, region, group_name, number);
CREATE INDEX instance_refresh_by_age ON instance_refresh (begun);
CREATE UNIQUE INDEX instance_refresh_active ON instance_refresh (account, region, group_name) WHERE active;

CREATE TABLE scaling_policy (
    account    text NOT NULL,
    region     text NOT NULL,
    group_name text NOT NULL,
    name       text NOT NULL,
    arn        text NOT NULL UNIQUE,
    document   jsonb NOT NULL,
    PRIMARY KEY (account, region, group_name, name),
    FOREIGN KEY (account, region, group_name) REFERENCES auto_scaling_group ON DELETE CASCADE
);

CREATE TABLE scheduled_action (
    account    text NOT NULL,
    region     text NOT NULL,
    group_name text NOT NULL,
    name       text NOT NULL,
    due        timestamptz,
    document   jsonb NOT NULL,
    PRIMARY KEY (account, region, group_name, name),
    FOREIGN KEY (account, region, group_name) REFERENCES auto_scaling_group ON DELETE CASCADE
);

CREATE TABLE lifecycle_hook (
    account    text NOT NULL,
    region     text NOT NULL,
    group_name text NOT NULL,
    name       text NOT NULL,
    document   jsonb NOT NULL,
    PRIMARY KEY (account, region, group_name, name),
    FOREIGN KEY (account, region, group_name) REFERENCES auto_scaling_group ON DELETE CASCADE
);

-- An instance that waits for somebody who has a hook on it.
CREATE TABLE lifecycle_action (
    instance_id text NOT NULL REFERENCES auto_scaling_instance ON DELETE CASCADE,
    hook        text NOT NULL,
    token       text NOT NULL UNIQUE,
    begun       timestamptz NOT NULL,
    deadline    timestamptz NOT NULL,
    result      text,
    PRIMARY KEY (instance_id, hook)
);
