-- How many cases stand where, kept with every step: a page that shows it must not walk millions of cases.
create table standing (
    service   ${key} not null,
    status    ${key} not null,
    cases     bigint not null,
    primary key (service, status)
)${rowid};

insert into standing (service, status, cases)
    select service, status, count(*) from cases group by service, status;

-- Closed tasks are many, open ones few.
create index task_open on task (state, opened_at);
