create table keeper (
    name   ${key} not null primary key,
    age    bigint,
    seal   ${blob}
)${rowid};
