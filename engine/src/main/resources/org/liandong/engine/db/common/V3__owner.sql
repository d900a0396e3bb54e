-- Whose business a case is, as its service says; empty for nobody's in particular. The index holds owned cases only, so that
-- services without owners pay nothing for it. The status is not in it: it changes with nearly every step.
alter table cases add column owner ${key} not null default '';

create index cases_by_owner on cases (service, owner, case_key) where owner <> '';
