-- The document of a dispute is read and written whole at every step, always in the program's own canonical form. Kept as it
-- came, the server neither takes it apart nor puts it together again, and rows of usual size are not packed and unpacked.

alter table dispute alter column document type json using document::json;
alter table dispute set (toast_tuple_target = 4080);
