-- Bucket names are one namespace over all accounts and regions, so unlike elsewhere the account is not part of the key.
CREATE TABLE bucket (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text COLLATE "C" NOT NULL UNIQUE,
    account       text NOT NULL,
    region        text NOT NULL,
    created       timestamptz NOT NULL,
    -- Null: versioning was never asked for, which is not the same as suspended.
    versioning    text CHECK (versioning IN ('Enabled', 'Suspended')),
    policy        text,
    public_access jsonb,
    tags          jsonb,
    -- Null: objects belong to their writers, and nobody has said so.
    ownership     text CHECK (ownership IN ('BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter')),
    -- Null: all to the owner.
    acl           jsonb,
    -- Null: SSE-S3.
    encryption    jsonb,
    -- Null: Object Lock is not enabled.
    object_lock   jsonb,
    lifecycle     jsonb
);
CREATE INDEX bucket_with_lifecycle ON bucket (id) WHERE lifecycle IS NOT NULL;
CREATE INDEX bucket_of_account ON bucket (account, name);

-- What else is set on a bucket, each as the document of the AWS model.
CREATE TABLE bucket_configuration (
    bucket   bigint NOT NULL,
    kind     text NOT NULL,
    document jsonb NOT NULL,
    PRIMARY KEY (bucket, kind)
);

-- Counts down, so that in ascending order the newest version of a key comes first, as S3 lists them.
CREATE SEQUENCE version_place INCREMENT BY -1 MINVALUE -9223372036854775807 MAXVALUE -1 START WITH -1;

-- Objects: every version and delete marker. COLLATE "C" is S3's order: that of the UTF-8 bytes.
CREATE TABLE object_version (
    bucket             bigint NOT NULL,
    key                text COLLATE "C" NOT NULL,
    place              bigint NOT NULL,
    version_id         text NOT NULL,
    latest             boolean NOT NULL,
    delete_marker      boolean NOT NULL,
    modified           timestamptz NOT NULL,
    size               bigint NOT NULL,
    etag               text NOT NULL,
    -- The bytes of an object that was put in one piece; the pieces of the others are in object_part.
    blob               uuid,
    parts              int,
    checksum_algorithm text,
    checksum_type      text,
    checksum           text,
    -- Content-Type and the like, and x-amz-meta-*.
    headers            jsonb,
    metadata           jsonb,
    tags               jsonb,
    -- The account of its writer; null where that is the bucket's owner.
    owner              text,
    -- Null: all to the owner.
    acl                jsonb,
    -- Null: SSE-S3.
    encryption         jsonb,
    -- Null: STANDARD.
    storage_class      text,
    -- Of an archived object: the copy that RestoreObject asked for.
    restore            jsonb,
    lock_mode          text CHECK (lock_mode IN ('GOVERNANCE', 'COMPLIANCE')),
    locked_until       timestamptz,
    -- Null: never said.
    legal_hold         boolean,
    PRIMARY KEY (bucket, key, place)
);
CREATE UNIQUE INDEX version_by_id ON object_version (bucket, key, version_id);
-- What ListObjects walks along.
CREATE UNIQUE INDEX current_object ON object_version (bucket, key) WHERE latest AND NOT delete_marker;

CREATE TABLE object_part (
    place    bigint NOT NULL,
    number   int NOT NULL,
    start    bigint NOT NULL,
    size     bigint NOT NULL,
    blob     uuid NOT NULL,
    checksum text,
    PRIMARY KEY (place, number)
);
-- Ranges find their parts by where those start.
CREATE UNIQUE INDEX object_part_start ON object_part (place, start, number);

CREATE SEQUENCE upload_place;
CREATE TABLE upload (
    place              bigint PRIMARY KEY,
    id                 text NOT NULL UNIQUE,
    bucket             bigint NOT NULL,
    key                text COLLATE "C" NOT NULL,
    initiator          text NOT NULL,
    initiated          timestamptz NOT NULL,
    checksum_algorithm text NOT NULL,
    checksum_type      text NOT NULL,
    -- Whether the client chose the algorithm: then it must also send every part's checksum when it completes.
    checksum_chosen    boolean NOT NULL,
    headers            jsonb,
    metadata           jsonb,
    tags               jsonb,
    owner              text,
    acl                jsonb,
    encryption         jsonb,
    storage_class      text,
    lock_mode          text,
    locked_until       timestamptz,
    legal_hold         boolean
);
CREATE UNIQUE INDEX upload_of_bucket ON upload (bucket, key, place);

CREATE TABLE upload_part (
    upload   bigint NOT NULL,
    number   int NOT NULL,
    size     bigint NOT NULL,
    etag     text NOT NULL,
    checksum text NOT NULL,
    modified timestamptz NOT NULL,
    blob     uuid NOT NULL,
    PRIMARY KEY (upload, number)
);

-- How far the scrubber has come: one row.
CREATE TABLE scrub (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    cursor uuid NOT NULL
);

-- Which root key the keys of blobs are encrypted with: one row, which tells when another one is in its place.
CREATE TABLE root_key (
    single      boolean PRIMARY KEY DEFAULT true CHECK (single),
    fingerprint text NOT NULL
);

-- Stored bytes, encrypted, each belonging to exactly one version or part: small ones here, the others in a file named by the id.
CREATE TABLE blob (
    id      uuid PRIMARY KEY,
    -- Before encryption.
    size    bigint NOT NULL,
    -- In how many facilities there should be a file.
    copies  int NOT NULL,
    -- The data key, encrypted by another key.
    key     bytea NOT NULL,
    bytes   bytea,
    -- Of a file: the CRC-32C of what is in it.
    crc     bigint,
    -- Since when nothing refers to the file any more; it is removed a little later, for somebody may be reading it.
    dropped timestamptz
) WITH (toast_tuple_target = 8160);
ALTER TABLE blob ALTER COLUMN bytes SET STORAGE EXTERNAL;
-- What the scrubber walks along.
CREATE INDEX blob_in_files ON blob (id) WHERE bytes IS NULL AND dropped IS NULL;
CREATE INDEX blob_dropped ON blob (dropped) WHERE dropped IS NOT NULL;
