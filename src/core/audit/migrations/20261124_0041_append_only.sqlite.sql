-- What was written stays as it was written: nobody, the keeper at a console included, changes a line by
-- mistake or in passing.
create trigger audit_log_no_update before update on audit_log
begin
  select raise(abort, 'audit_log is only ever added to');
end;
create trigger audit_log_no_delete before delete on audit_log
begin
  select raise(abort, 'audit_log is only ever added to');
end;
-- "insert or replace" deletes without asking the trigger above.
create trigger audit_log_no_replace before insert on audit_log
when exists (select 1 from audit_log where id = new.id)
begin
  select raise(abort, 'audit_log is only ever added to');
end;
