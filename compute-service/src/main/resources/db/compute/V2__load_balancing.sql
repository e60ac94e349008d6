-- Elastic Load Balancing. An ARN names account and region too, so it is a key by itself; configuration is kept in the AWS model's
-- own shape.
CREATE TABLE load_balancer (
    account    text NOT NULL,
    region     text NOT NULL,
    arn        text NOT NULL COLLATE "C" PRIMARY KEY,
    name       text NOT NULL,
    dns_name   text NOT NULL,
    state      text NOT NULL,
    reason     text NOT NULL DEFAULT '',
    deleted    boolean NOT NULL DEFAULT false,
    document   jsonb NOT NULL,
    attributes jsonb NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX load_balancer_name_once ON load_balancer (account, region, name) WHERE NOT deleted;
CREATE UNIQUE INDEX load_balancer_by_dns_name ON load_balancer (dns_name);

-- The network interfaces of a balancer, one a subnet. One that is no longer wanted stays until it has been detached.
CREATE TABLE load_balancer_node (
    load_balancer text NOT NULL REFERENCES load_balancer ON DELETE CASCADE,
    subnet_id     text NOT NULL,
    eni_id        text NOT NULL,
    wanted        boolean NOT NULL DEFAULT true,
    PRIMARY KEY (load_balancer, eni_id)
);

CREATE TABLE target_group (
    account    text NOT NULL,
    region     text NOT NULL,
    arn        text NOT NULL COLLATE "C" PRIMARY KEY,
    name       text NOT NULL,
    document   jsonb NOT NULL,
    attributes jsonb NOT NULL DEFAULT '{}',
    UNIQUE (account, region, name)
);

CREATE TABLE target (
    target_group text NOT NULL REFERENCES target_group ON DELETE CASCADE,
    id           text NOT NULL,
    port         int NOT NULL,
    zone         text,
    state        text NOT NULL,
    reason       text,
    description  text,
    passed       int NOT NULL DEFAULT 0,
    failed       int NOT NULL DEFAULT 0,
    since        timestamptz NOT NULL,
    checked      timestamptz,
    PRIMARY KEY (target_group, id, port)
);
CREATE INDEX target_by_id ON target (id);

CREATE TABLE listener (
    account       text NOT NULL,
    region        text NOT NULL,
    arn           text NOT NULL COLLATE "C" PRIMARY KEY,
    load_balancer text NOT NULL REFERENCES load_balancer ON DELETE CASCADE,
    port          int NOT NULL,
    document      jsonb NOT NULL,
    UNIQUE (load_balancer, port)
);
CREATE INDEX listener_by_place ON listener (account, region);

-- The default actions of a listener are in the listener.
CREATE TABLE listener_rule (
    arn      text NOT NULL COLLATE "C" PRIMARY KEY,
    listener text NOT NULL REFERENCES listener ON DELETE CASCADE,
    priority int NOT NULL,
    document jsonb NOT NULL,
    UNIQUE (listener, priority) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE load_balancing_tag (
    resource text NOT NULL,
    key      text NOT NULL,
    value    text NOT NULL,
    PRIMARY KEY (resource, key)
);
