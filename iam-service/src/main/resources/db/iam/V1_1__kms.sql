-- KMS keys. A multi-Region key has one row in each of its Regions, with the same id; primary_region is null for all others.
CREATE TABLE kms_key (
    account        text NOT NULL,
    region         text NOT NULL,
    id             text NOT NULL COLLATE "C",
    description    text NOT NULL,
    spec           text NOT NULL,
    usage          text NOT NULL,
    origin         text NOT NULL,
    manager        text NOT NULL CHECK (manager IN ('CUSTOMER', 'AWS')),
    state          text NOT NULL,
    created        timestamptz NOT NULL,
    deletion       timestamptz,
    pending_days   int,
    policy         text NOT NULL,
    -- The users and roles that the policy names: ARN to unique id.
    principals     jsonb NOT NULL DEFAULT '{}',
    tags           jsonb NOT NULL DEFAULT '{}',
    primary_region text,
    -- The version of the material that encrypts; 0 while nothing has been imported.
    version        int NOT NULL,
    rotation_days  int,
    next_rotation  timestamptz,
    PRIMARY KEY (account, region, id)
);
CREATE INDEX kms_key_by_id ON kms_key (account, id);

-- Every version of a key's material is kept until the key is deleted. The secret is sealed with the root key of the data
-- directory; it is null for imported material that has expired or was deleted.
CREATE TABLE kms_material (
    account     text NOT NULL,
    region      text NOT NULL,
    key_id      text NOT NULL COLLATE "C",
    version     int NOT NULL,
    id          text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('FIRST', 'AUTOMATIC', 'ON_DEMAND')),
    sealed      bytea,
    public_key  bytea,
    created     timestamptz NOT NULL,
    expires     timestamptz,
    description text,
    PRIMARY KEY (account, region, key_id, version),
    FOREIGN KEY (account, region, key_id) REFERENCES kms_key ON DELETE CASCADE
);

CREATE TABLE kms_alias (
    account text NOT NULL,
    region  text NOT NULL,
    name    text NOT NULL COLLATE "C",
    key_id  text NOT NULL COLLATE "C",
    created timestamptz NOT NULL,
    updated timestamptz NOT NULL,
    PRIMARY KEY (account, region, name),
    FOREIGN KEY (account, region, key_id) REFERENCES kms_key ON DELETE CASCADE
);
CREATE INDEX kms_alias_by_key ON kms_alias (account, region, key_id, name);

CREATE TABLE kms_grant (
    account     text NOT NULL,
    region      text NOT NULL,
    id          text NOT NULL COLLATE "C",
    key_id      text NOT NULL COLLATE "C",
    name        text,
    grantee     text NOT NULL,
    -- The unique id of the grantee, where it is a user or a role of this cloud.
    grantee_id  text,
    retiring    text,
    retiring_id text,
    issuer      text NOT NULL,
    operations  text[] NOT NULL,
    constraints jsonb NOT NULL DEFAULT '{}',
    created     timestamptz NOT NULL,
    PRIMARY KEY (account, region, id),
    FOREIGN KEY (account, region, key_id) REFERENCES kms_key ON DELETE CASCADE
);
CREATE INDEX kms_grant_by_key ON kms_grant (account, region, key_id, id);
CREATE INDEX kms_grant_by_retiring ON kms_grant (retiring, region, id) WHERE retiring IS NOT NULL;
