-- The accounts that were made besides the first one.
CREATE TABLE account (
    id           text PRIMARY KEY,
    canonical_id text NOT NULL UNIQUE,
    display_name text,
    email        text UNIQUE,
    created      timestamptz NOT NULL
);

-- Users, groups and roles: what policies are attached to. Their ids are AWS's unique ids, never used a second time.
CREATE TABLE identity (
    account  text NOT NULL,
    id       text NOT NULL,
    kind     text NOT NULL CHECK (kind IN ('USER', 'GROUP', 'ROLE')),
    name     text NOT NULL COLLATE "C",
    path     text NOT NULL,
    created  timestamptz NOT NULL,
    tags     jsonb NOT NULL DEFAULT '{}',
    boundary text,
    PRIMARY KEY (account, id)
);
-- AWS keeps names apart whatever their case, and finds them only as they are written.
CREATE UNIQUE INDEX identity_name_once ON identity (account, kind, lower(name));
CREATE UNIQUE INDEX identity_by_name ON identity (account, kind, name);
CREATE INDEX identity_by_boundary ON identity (account, boundary) WHERE boundary IS NOT NULL;

CREATE TABLE account_alias (
    account text PRIMARY KEY,
    alias   text NOT NULL UNIQUE
);

CREATE TABLE password_policy (
    account text PRIMARY KEY,
    rules   jsonb NOT NULL
);

CREATE TABLE login_profile (
    account        text NOT NULL,
    user_id        text NOT NULL,
    -- Of the last passwords, the present one first.
    hashes         text[] NOT NULL,
    reset_required boolean NOT NULL,
    created        timestamptz NOT NULL,
    changed        timestamptz NOT NULL,
    PRIMARY KEY (account, user_id),
    FOREIGN KEY (account, user_id) REFERENCES identity
);

CREATE TABLE mfa_device (
    account   text NOT NULL,
    serial    text NOT NULL COLLATE "C",
    seed      bytea NOT NULL,
    user_id   text,
    enabled   timestamptz,
    -- The last step of thirty seconds whose code was used: no code is good twice.
    last_step bigint NOT NULL,
    tags      jsonb NOT NULL,
    PRIMARY KEY (account, serial),
    FOREIGN KEY (account, user_id) REFERENCES identity
);
CREATE INDEX mfa_device_of_user ON mfa_device (account, user_id) WHERE user_id IS NOT NULL;

-- What only roles have.
CREATE TABLE role (
    account             text NOT NULL,
    id                  text NOT NULL,
    trust_policy        text NOT NULL,
    -- The users and roles that the trust policy names: ARN to unique id.
    trusted             jsonb NOT NULL,
    description         text NOT NULL,
    max_session_seconds int NOT NULL,
    last_used           timestamptz,
    last_used_region    text,
    PRIMARY KEY (account, id),
    FOREIGN KEY (account, id) REFERENCES identity ON DELETE CASCADE
);

CREATE TABLE membership (
    account  text NOT NULL,
    group_id text NOT NULL,
    user_id  text NOT NULL,
    PRIMARY KEY (account, user_id, group_id),
    FOREIGN KEY (account, group_id) REFERENCES identity,
    FOREIGN KEY (account, user_id) REFERENCES identity
);
CREATE INDEX membership_by_group ON membership (account, group_id);

-- Customer managed policies. AWS's own are files, not rows.
CREATE TABLE managed_policy (
    account         text NOT NULL,
    name            text NOT NULL COLLATE "C",
    path            text NOT NULL,
    id              text NOT NULL,
    description     text NOT NULL,
    default_version int NOT NULL,
    newest_version  int NOT NULL,
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    tags            jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (account, name)
);
CREATE UNIQUE INDEX managed_policy_name_once ON managed_policy (account, lower(name));

CREATE TABLE managed_policy_version (
    account  text NOT NULL,
    policy   text NOT NULL COLLATE "C",
    version  int NOT NULL,
    document text NOT NULL,
    created  timestamptz NOT NULL,
    PRIMARY KEY (account, policy, version),
    FOREIGN KEY (account, policy) REFERENCES managed_policy ON DELETE CASCADE
);

-- A policy ARN, of AWS's own policies too: hence no foreign key.
CREATE TABLE attachment (
    account     text NOT NULL,
    identity_id text NOT NULL,
    policy_arn  text NOT NULL COLLATE "C",
    PRIMARY KEY (account, identity_id, policy_arn),
    FOREIGN KEY (account, identity_id) REFERENCES identity
);
CREATE INDEX attachment_by_policy ON attachment (account, policy_arn);

CREATE TABLE inline_policy (
    account     text NOT NULL,
    identity_id text NOT NULL,
    name        text NOT NULL COLLATE "C",
    document    text NOT NULL,
    PRIMARY KEY (account, identity_id, name),
    FOREIGN KEY (account, identity_id) REFERENCES identity
);

CREATE TABLE instance_profile (
    account text NOT NULL,
    name    text NOT NULL COLLATE "C",
    path    text NOT NULL,
    id      text NOT NULL,
    created timestamptz NOT NULL,
    tags    jsonb NOT NULL DEFAULT '{}',
    role_id text,
    PRIMARY KEY (account, name),
    FOREIGN KEY (account, role_id) REFERENCES identity (account, id)
);
CREATE UNIQUE INDEX instance_profile_name_once ON instance_profile (account, lower(name));
CREATE INDEX instance_profile_by_role ON instance_profile (account, role_id);

-- Long-lived keys. The secret is sealed with the key file of the data directory; owner is null for the account's root.
CREATE TABLE access_key (
    id                text PRIMARY KEY,
    account           text NOT NULL,
    owner             text,
    secret            bytea NOT NULL,
    active            boolean NOT NULL,
    created           timestamptz NOT NULL,
    last_used         timestamptz,
    last_used_region  text,
    last_used_service text,
    FOREIGN KEY (account, owner) REFERENCES identity (account, id)
);
CREATE INDEX access_key_by_owner ON access_key (account, owner, created);

-- Temporary credentials. identity_id is null for a session of the account's root; it is no foreign key, because a
-- session outlives its role as a key that is refused.
CREATE TABLE session (
    access_key_id   text PRIMARY KEY,
    account         text NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('ROOT', 'USER', 'ROLE_SESSION', 'FEDERATED')),
    identity_id     text,
    name            text NOT NULL,
    token_hash      bytea NOT NULL,
    secret          bytea NOT NULL,
    tags            jsonb NOT NULL,
    transitive_tags jsonb NOT NULL,
    policies        jsonb NOT NULL,
    limited         boolean NOT NULL,
    -- When a code of a device was given for it.
    mfa             timestamptz,
    created         timestamptz NOT NULL,
    expires         timestamptz NOT NULL
);
CREATE INDEX session_by_expiry ON session (expires);
