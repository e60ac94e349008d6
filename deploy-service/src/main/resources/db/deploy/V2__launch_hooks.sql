-- The lifecycle hooks that deployment groups have at Auto Scaling groups. They outlive their deployment group until they are removed:
-- role and group_arn say as whom.
CREATE TABLE launch_hook (
    account            text NOT NULL,
    region             text NOT NULL,
    group_id           text NOT NULL,
    auto_scaling_group text NOT NULL,
    name               text NOT NULL,
    role               text NOT NULL,
    group_arn          text NOT NULL,
    PRIMARY KEY (account, region, group_id, auto_scaling_group)
);
