-- Every key begins with (account, region); resource ids are unique in the whole cloud all the same, as they are random.

CREATE TABLE vpc (
    account       text NOT NULL,
    region        text NOT NULL,
    id            text NOT NULL UNIQUE,
    cidr          text NOT NULL,
    is_default    boolean NOT NULL,
    dns_support   boolean NOT NULL DEFAULT true,
    dns_hostnames boolean NOT NULL,
    PRIMARY KEY (account, region, id)
);
CREATE UNIQUE INDEX vpc_one_default ON vpc (account, region) WHERE is_default;

CREATE TABLE subnet (
    account          text NOT NULL,
    region           text NOT NULL,
    id               text NOT NULL UNIQUE,
    vpc_id           text NOT NULL REFERENCES vpc (id),
    zone             text NOT NULL,
    cidr             text NOT NULL,
    default_for_zone boolean NOT NULL,
    public_addresses boolean NOT NULL,
    PRIMARY KEY (account, region, id)
);
CREATE INDEX subnet_of_vpc ON subnet (vpc_id);
CREATE UNIQUE INDEX subnet_one_default ON subnet (account, region, zone) WHERE default_for_zone;

CREATE TABLE internet_gateway (
    account text NOT NULL,
    region  text NOT NULL,
    id      text NOT NULL UNIQUE,
    vpc_id  text UNIQUE REFERENCES vpc (id),
    PRIMARY KEY (account, region, id)
);

CREATE TABLE route_table (
    account text NOT NULL,
    region  text NOT NULL,
    id      text NOT NULL UNIQUE,
    vpc_id  text NOT NULL REFERENCES vpc (id),
    main    boolean NOT NULL,
    PRIMARY KEY (account, region, id)
);
CREATE INDEX route_table_of_vpc ON route_table (vpc_id);
CREATE UNIQUE INDEX route_table_one_main ON route_table (vpc_id) WHERE main;

-- The route within the VPC is not kept: every table has it.
CREATE TABLE route (
    route_table_id text NOT NULL REFERENCES route_table (id) ON DELETE CASCADE,
    destination    text NOT NULL,
    gateway_id     text NOT NULL,
    PRIMARY KEY (route_table_id, destination)
);

-- The main table's own association has no subnet.
CREATE TABLE route_table_association (
    id             text PRIMARY KEY,
    route_table_id text NOT NULL REFERENCES route_table (id) ON DELETE CASCADE,
    subnet_id      text UNIQUE REFERENCES subnet (id) ON DELETE CASCADE
);
CREATE INDEX association_of_table ON route_table_association (route_table_id);

CREATE TABLE network_acl (
    account        text NOT NULL,
    region         text NOT NULL,
    id             text NOT NULL UNIQUE,
    vpc_id         text NOT NULL UNIQUE REFERENCES vpc (id),
    PRIMARY KEY (account, region, id)
);

CREATE TABLE security_group (
    account     text NOT NULL,
    region      text NOT NULL,
    id          text NOT NULL UNIQUE,
    vpc_id      text NOT NULL REFERENCES vpc (id),
    name        text NOT NULL,
    description text NOT NULL,
    PRIMARY KEY (account, region, id),
    UNIQUE (vpc_id, name)
);

CREATE TABLE security_group_rule (
    account     text NOT NULL,
    region      text NOT NULL,
    id          text NOT NULL UNIQUE,
    group_id    text NOT NULL REFERENCES security_group (id) ON DELETE CASCADE,
    egress      boolean NOT NULL,
    protocol    text NOT NULL,
    from_port   int NOT NULL,
    to_port     int NOT NULL,
    -- One of these three is the peer.
    cidr        text,
    cidr6       text,
    peer_group  text,
    description text,
    PRIMARY KEY (account, region, id),
    CHECK (num_nonnulls(cidr, cidr6, peer_group) = 1)
);
CREATE UNIQUE INDEX security_group_rule_once ON security_group_rule
    (group_id, egress, protocol, from_port, to_port, cidr, cidr6, peer_group) NULLS NOT DISTINCT;
CREATE INDEX security_group_rule_peer ON security_group_rule (peer_group) WHERE peer_group IS NOT NULL;

CREATE TABLE network_interface (
    account     text NOT NULL,
    region      text NOT NULL,
    id          text NOT NULL UNIQUE,
    subnet_id   text NOT NULL REFERENCES subnet (id),
    vpc_id      text NOT NULL REFERENCES vpc (id),
    zone        text NOT NULL,
    address     inet NOT NULL,
    mac         text NOT NULL,
    public_address inet,
    group_ids   text[] NOT NULL,
    description text NOT NULL,
    kind        text NOT NULL,
    -- Who made it, for those that AWS services make, such as amazon-elb.
    requester   text,
    instance_id text,
    created     timestamptz NOT NULL,
    PRIMARY KEY (account, region, id),
    UNIQUE (vpc_id, address)
);
CREATE UNIQUE INDEX network_interface_public ON network_interface (public_address) WHERE public_address IS NOT NULL;
CREATE INDEX network_interface_of_subnet ON network_interface (subnet_id);
CREATE INDEX network_interface_of_instance ON network_interface (instance_id);
CREATE INDEX network_interface_of_group ON network_interface USING gin (group_ids);

CREATE TABLE key_pair (
    account     text NOT NULL,
    region      text NOT NULL,
    name        text NOT NULL,
    id          text NOT NULL UNIQUE,
    type        text NOT NULL,
    fingerprint text NOT NULL,
    public_key  text NOT NULL,
    created     timestamptz NOT NULL,
    PRIMARY KEY (account, region, name)
);

-- Images that were made here; the built-in one is the same everywhere and not kept.
CREATE TABLE image (
    account     text NOT NULL,
    region      text NOT NULL,
    id          text NOT NULL UNIQUE,
    name        text NOT NULL,
    description text,
    state       text NOT NULL,
    -- The instance it is made of and, while it is made, whether to reboot that one.
    instance_id text NOT NULL,
    failure     text,
    created     timestamptz NOT NULL,
    PRIMARY KEY (account, region, id),
    UNIQUE (account, region, name)
);

CREATE TABLE launch_template (
    account         text NOT NULL,
    region          text NOT NULL,
    id              text NOT NULL UNIQUE,
    name            text NOT NULL,
    default_version bigint NOT NULL,
    latest_version  bigint NOT NULL,
    created         timestamptz NOT NULL,
    created_by      text NOT NULL,
    PRIMARY KEY (account, region, id),
    UNIQUE (account, region, name)
);

CREATE TABLE launch_template_version (
    template_id text NOT NULL REFERENCES launch_template (id) ON DELETE CASCADE,
    version     bigint NOT NULL,
    description text,
    data        jsonb NOT NULL,
    created     timestamptz NOT NULL,
    created_by  text NOT NULL,
    PRIMARY KEY (template_id, version)
);

CREATE TABLE instance (
    account           text NOT NULL,
    region            text NOT NULL,
    id                text NOT NULL UNIQUE,
    reservation_id    text NOT NULL,
    launch_index      int NOT NULL,
    requester         text,
    state             text NOT NULL,
    state_reason_code text,
    state_reason      text,
    transition_reason text NOT NULL DEFAULT '',
    zone              text NOT NULL,
    vpc_id            text NOT NULL,
    subnet_id         text NOT NULL,
    network_interface_id text NOT NULL,
    address           text NOT NULL,
    public_address    text,
    group_ids         text[] NOT NULL,
    image_id          text NOT NULL,
    instance_type     text NOT NULL,
    key_name          text,
    -- The profile's ARN and id, when it has one.
    profile_arn       text,
    profile_id        text,
    user_data         text NOT NULL DEFAULT '',
    protected         boolean NOT NULL,
    shutdown_terminates boolean NOT NULL,
    detailed_monitoring boolean NOT NULL,
    public_wanted     boolean NOT NULL,
    metadata          jsonb NOT NULL,
    client_token      text,
    launched          timestamptz NOT NULL,
    -- When it came into its present state.
    since             timestamptz NOT NULL,
    -- Whether a machine was ever made for it: from then on it is started, not launched.
    made              boolean NOT NULL DEFAULT false,
    reboots_wanted    int NOT NULL DEFAULT 0,
    reboots_done      int NOT NULL DEFAULT 0,
    impaired          boolean NOT NULL DEFAULT false,
    PRIMARY KEY (account, region, id)
);
CREATE INDEX instance_in_state ON instance (state, id);
CREATE INDEX instance_at_address ON instance (vpc_id, address);
CREATE INDEX instance_of_reservation ON instance (reservation_id);

CREATE TABLE tag (
    account       text NOT NULL,
    region        text NOT NULL,
    resource_id   text NOT NULL,
    resource_type text NOT NULL,
    key           text NOT NULL,
    value         text NOT NULL,
    PRIMARY KEY (account, region, resource_id, key)
);
CREATE INDEX tag_by_value ON tag (account, region, key, value);

-- What a client token was first used for.
CREATE TABLE client_token (
    account   text NOT NULL,
    region    text NOT NULL,
    operation text NOT NULL,
    token     text NOT NULL,
    request   text NOT NULL,
    result    text NOT NULL,
    created   timestamptz NOT NULL,
    PRIMARY KEY (account, region, operation, token)
);
CREATE INDEX client_token_age ON client_token (created);

-- Regions that have their default VPC, or have had it: one that was deleted does not come back.
CREATE TABLE seeded_region (
    account text NOT NULL,
    region  text NOT NULL,
    PRIMARY KEY (account, region)
);
