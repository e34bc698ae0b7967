-- What can be found, analysed beforehand. `key` is the moment and a draw: newest first is by key.
create table search_documents (
  key bigint primary key,
  territory_id bigint not null,
  kind text not null,
  thing_id bigint not null,
  -- 0: what the whole audience may find; 1: with the words that only a narrower one may.
  part bigint not null,
  audience text not null,
  author_id bigint,
  at bigint not null,
  -- Terms of each word, in order: "wboulang wpain|wpains".
  title_terms text not null,
  body_terms text not null,
  put_at bigint not null,
  -- Terms and marks (audience, kind), made by us: no configuration of the server has a say.
  terms tsvector not null,
  constraint search_documents_thing unique (kind, thing_id, part)
);
create index search_documents_put on search_documents (put_at);
create index search_documents_terms on search_documents using gin (terms);

-- Every word that was ever indexed, folded: what slips of the pen are compared with.
create table search_words (
  word text primary key,
  shown text not null,
  added_at bigint not null
);
create index search_words_added on search_words (added_at);
