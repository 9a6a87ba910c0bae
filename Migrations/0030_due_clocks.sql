-- A page of due clocks begins where the one before ended, also where a million are due at the same moment.

drop index clock_due;
create index clock_due on clock (district, due_at, case_id);
