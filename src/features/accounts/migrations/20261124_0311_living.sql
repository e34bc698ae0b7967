-- Who lives in a circle, page by page in the order of ids: an urgent word is written to all of them.
create index account_homes_in_quarter on account_homes (quarter, account_id);
create index account_homes_in_commune on account_homes (commune, account_id);
create index account_homes_in_street on account_homes (street, account_id);
create index account_homes_in_building on account_homes (building, account_id);
