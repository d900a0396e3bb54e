-- Who has a task in hand. Rows whose time has run out say nothing.
create table task_taken (
    service    ${key} not null,
    case_key   ${key} not null,
    task       ${key} not null,
    who        text   not null,
    shown      text   not null,
    until_at   bigint not null,
    primary key (service, case_key, task)
)${rowid};
