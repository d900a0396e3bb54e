-- Everything that one transaction writes. JSON stands in text columns, instants are milliseconds since 1970 (UTC),
-- dates are ISO 8601 text, amounts are whole minor units in decimal text. Keys sort by their bytes in every database, so
-- that clocks of one instant run out in one order everywhere.
--
-- What grows by every fact has one index at most beside its key: decisions and messages of a case are found by the
-- steps of the case, `seq in (select seq from trail where service = … and case_key = …)`.

create table trail (
    seq       ${id} primary key,
    at        bigint not null,
    kind      text   not null,
    service   text   not null,
    case_key  text,
    source    text,
    fact_id   text,
    type      text   not null,
    document  bigint,
    body      text   not null,
    effects   ${blob} not null,
    hash      ${blob} not null
);
create index trail_by_case on trail (service, case_key);

-- Which facts are known, and a hash of the body of each. In the order of the sources' own numbers, which arrive nearly in
-- order: what is written together then stands on few pages. A hash as key would touch a page for every fact.
create table identity (
    service   ${key} not null,
    source    ${key} not null,
    fact_id   ${key} not null,
    body      ${blob} not null,
    seq       bigint not null,
    primary key (service, source, fact_id)
)${rowid};

-- As they came, each with a hash that ties it to the one before: also those that brought nothing new.
create table document (
    id          ${id} primary key,
    received_at bigint not null,
    name        text   not null,
    type        text   not null,
    sha256      ${blob} not null,
    hash        ${blob} not null,
    content     ${blob} not null
);

create table set_aside (
    id        ${id} primary key,
    at        bigint not null,
    document  bigint,
    service   text   not null,
    node      integer not null,
    type      text   not null,
    source    text,
    fact_id   text,
    kind      text   not null,
    problems  text   not null
);

create table cases (
    service    ${key} not null,
    case_key   ${key} not null,
    status     text   not null,
    opened_at  bigint not null,
    changed_at bigint not null,
    seq        bigint not null,
    state_type text   not null,
    state      text   not null,
    primary key (service, case_key)
);

create table decision (
    seq       bigint not null,
    n         integer not null,
    at        bigint not null,
    service   text   not null,
    case_key  text   not null,
    kind      text   not null,
    outcome   text   not null,
    body      text   not null,
    primary key (seq, n)
);

-- Names that recur in decisions: rule and both fields of a check, or name, formula and rule of a sum. Decisions hold the
-- numbers.
create table wording (
    id        ${id} primary key,
    words     text   not null
);

create table message (
    id        ${id} primary key,
    at        bigint not null,
    seq       bigint not null,
    service   text   not null,
    case_key  text,
    type      text   not null,
    recipient text   not null,
    subject   text   not null,
    body      text   not null
);
create index message_by_step on message (seq);

create table claim (
    service   ${key} not null,
    scheme    ${key} not null,
    value     ${key} not null,
    case_key  text   not null,
    until_day text,
    primary key (service, scheme, value)
)${rowid};

create table parked (
    service   ${key} not null,
    scheme    ${key} not null,
    value     ${key} not null,
    facts     text   not null,
    primary key (service, scheme, value)
)${rowid};

create table clock (
    service     ${key} not null,
    case_key    ${key} not null,
    name        ${key} not null,
    state       text   not null,
    due_at      bigint not null,
    started_at  bigint not null,
    from_day    text,
    time_limit  text,
    provisional integer not null,
    clause      text   not null,
    primary key (service, case_key, name)
)${rowid};
create index clock_due on clock (state, due_at);

create table task (
    service   ${key} not null,
    case_key  ${key} not null,
    id        ${key} not null,
    state     text   not null,
    role      text   not null,
    opened_at bigint not null,
    closed_at bigint,
    body      text   not null,
    primary key (service, case_key, id)
)${rowid};

create table waiting (
    account   ${key} not null,
    place     bigint not null,
    service   text   not null,
    case_key  text   not null,
    amount    text   not null,
    primary key (account, place)
)${rowid};

create table resource (
    sha256    ${blob} not null primary key,
    content   ${blob} not null
);

-- The ledger.

-- An account, the transaction that moved it last (0 for none), and the answer to its opening where that was asked for under
-- the key open:NAME, as services do: whoever asks for the one then finds the other on the same page.
create table account (
    name         ${key} not null primary key,
    asset        text   not null,
    floor        text,
    ceiling      text,
    as_of        text   not null,
    state        text   not null,
    opened_on    text   not null,
    version      bigint not null,
    total_in     text   not null,
    total_out    text   not null,
    reserved_in  text   not null,
    reserved_out text   not null,
    last_seq     bigint not null,
    opening_body text,
    opening_at   bigint
)${rowid};

create table hold (
    id           ${key} not null primary key,
    from_account text   not null,
    to_account   text   not null,
    asset        text   not null,
    original     text   not null,
    captured     text   not null,
    released     text   not null,
    remaining    text   not null,
    effective    text   not null,
    expires_at   bigint,
    state        text   not null,
    cmd          text   not null,
    case_id      text   not null,
    decision     text   not null,
    reason       text   not null,
    rule         text
)${rowid};
create index hold_due on hold (expires_at) where state = 'OPEN' and expires_at is not null;

-- `earlier` has two numbers a leg: the transaction before this one that moved its source, and its target. So the statement of
-- an account is a chain from its `last_seq` backwards, and a booking writes no row on a page of each account's own.
create table ledger_transaction (
    seq          ${id} primary key,
    cmd          text   not null,
    kind         text   not null,
    legs         text   not null,
    earlier      text   not null,
    effective    text   not null,
    booked_at    bigint not null,
    hold         text,
    reverses     bigint not null,
    corrects     bigint not null,
    case_id      text   not null,
    decision     text   not null,
    reason       text   not null,
    rule         text,
    prev_hash    text   not null,
    hash         text   not null
);

create table reversal (
    seq          ${id} primary key,
    reversed_by  bigint not null
);

create table account_day (
    account      ${key} not null,
    effective    ${key} not null,
    minor        text   not null,
    primary key (account, effective)
)${rowid};

create table ledger_answer (
    cmd          ${key} not null primary key,
    body         text   not null,
    answer       text   not null
)${rowid};

create table ledger_head (
    id             integer not null primary key,
    seq            bigint not null,
    hash           text   not null,
    booked_at      bigint not null,
    locked_through text
);
