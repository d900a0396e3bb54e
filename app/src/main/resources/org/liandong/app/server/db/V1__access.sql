-- Who may do what. Rows are written whole and by key, by the engine's writer: no constraint but the key.

create table person (
    name        ${key} not null primary key,
    shown       text,
    password    text,
    subject     text,
    grants      text,
    state       text,
    epoch       bigint,
    link        ${blob},
    link_until  bigint,
    created_at  bigint,
    changed_at  bigint,
    entered_at  bigint
)${rowid};

create table api_key (
    id             ${key} not null primary key,
    name           text,
    subject        text,
    grants         text,
    secret         ${blob},
    previous       ${blob},
    previous_until bigint,
    expires_at     bigint,
    revoked_at     bigint,
    created_at     bigint,
    changed_at     bigint,
    used_at        bigint
)${rowid};

-- What people did, newest first, is a question of its own.
create index trail_of_notes on trail (seq) where kind = 'NOTED';
