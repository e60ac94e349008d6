-- A project in the AWS model's own form.
CREATE TABLE project (
    account    text NOT NULL,
    region     text NOT NULL,
    name       text NOT NULL,
    builds     bigint NOT NULL DEFAULT 0,
    created    timestamptz NOT NULL,
    modified   timestamptz NOT NULL,
    document   jsonb NOT NULL,
    PRIMARY KEY (account, region, name)
);

-- A build in the AWS model's own form; what drives it stands in columns.
CREATE TABLE build (
    account        text NOT NULL,
    region         text NOT NULL,
    id             text NOT NULL,
    project        text NOT NULL,
    number         bigint NOT NULL,
    started        timestamptz NOT NULL,
    stage          text NOT NULL,
    stop_requested boolean NOT NULL DEFAULT false,
    log_shipped    bigint NOT NULL DEFAULT 0,
    token          text,
    artifacts      jsonb NOT NULL,
    document       jsonb NOT NULL,
    PRIMARY KEY (account, region, id)
);
CREATE INDEX build_by_project ON build (account, region, project, number DESC);
CREATE INDEX build_by_time ON build (account, region, started DESC, id);
CREATE UNIQUE INDEX build_token ON build (account, region, project, token) WHERE token IS NOT NULL;
CREATE INDEX build_unfinished ON build (stage) WHERE stage <> 'COMPLETED';
