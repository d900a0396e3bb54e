-- How far each consumer of the outbox has come.
create table consumer (
    name       ${key} not null primary key,
    position   bigint not null,
    at         bigint not null
)${rowid};
