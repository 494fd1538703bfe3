-- Whether only the word of a program says that the code of a room came from its account.
alter table room_visits add column is_told boolean not null default false;
