-- Who is called, and how far each has been told. The secret is derived from the salt and the identity key.
create table webhook (
    id        ${key} not null primary key,
    url       text   not null,
    salt      text   not null,
    service   text   not null,
    recipient text,
    state     text   not null,
    decisions bigint not null,
    messages  bigint not null,
    failures  bigint not null,
    retry_at  bigint not null,
    error     text,
    made_at   bigint not null
)${rowid};

-- What could not be delivered.
create table dead_letter (
    webhook   ${key} not null,
    event     ${key} not null,
    body      text   not null,
    error     text   not null,
    at        bigint not null,
    primary key (webhook, event)
)${rowid};
