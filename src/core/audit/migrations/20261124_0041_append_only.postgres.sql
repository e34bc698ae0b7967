-- What was written stays as it was written: nobody, the keeper at a console included, changes a line by
-- mistake or in passing.
create function audit_log_refuses() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is only ever added to';
end
$$;
create trigger audit_log_no_change before update or delete on audit_log
  for each row execute function audit_log_refuses();
create trigger audit_log_no_truncate before truncate on audit_log
  for each statement execute function audit_log_refuses();
