-- Only what belongs to cases of one owner is told; null for all.
alter table webhook add column owner text;
