-- What neighbours write for their circle or group. Times are UTC microseconds. Kind and state are
-- the numbers of feed.hpp and model.hpp (state 1: shown). Counts are kept with the row, so that a
-- page of the feed counts nothing.
create table feed_posts (
  id bigint primary key,
  territory_id bigint not null,
  author_id bigint not null,
  kind bigint not null,
  audience text not null,
  title text not null,
  text text not null,
  language text not null,
  state bigint not null,
  told boolean not null,
  by_new boolean not null,
  created_at bigint not null,
  edited_at bigint,
  comments bigint not null default 0,
  thanks bigint not null default 0,
  active_at bigint not null,
  photos bigint not null default 0,
  has_poll boolean not null default false,
  event_starts bigint,
  event_ends bigint,
  event_place text not null,
  about_place bigint not null default 0
);
-- The first page of an audience is read from these alone; the rows of twenty posts come after.
create index feed_posts_newest on feed_posts (audience, state, created_at desc, id desc, author_id);
create index feed_posts_kind on feed_posts (audience, kind, state, created_at desc, id desc, author_id);
create index feed_posts_coming on feed_posts (audience, event_starts) where state = 1 and event_starts is not null;
create index feed_posts_author on feed_posts (author_id, state, created_at desc);

-- Answers below a post, on one level: a comment of the second has its parent.
create table feed_comments (
  id bigint primary key,
  territory_id bigint not null,
  post_id bigint not null references feed_posts (id),
  parent_id bigint not null,
  author_id bigint not null,
  text text not null,
  state bigint not null,
  created_at bigint not null,
  edited_at bigint,
  thanks bigint not null default 0
);
create index feed_comments_post on feed_comments (post_id, parent_id, created_at, id, state);
create index feed_comments_author on feed_comments (author_id, post_id);

-- What one person has to do with one post. follows: 0 never said, 1 yes, 2 no more.
create table feed_marks (
  account_id bigint not null,
  post_id bigint not null references feed_posts (id),
  thanked boolean not null default false,
  saved_at bigint,
  follows bigint not null default 0,
  muted boolean not null default false,
  told_at bigint,
  seen_at bigint,
  primary key (account_id, post_id)
);
create index feed_marks_post on feed_marks (post_id, follows);
create index feed_marks_saved on feed_marks (account_id, saved_at desc, post_id desc) where saved_at is not null;

create table feed_comment_thanks (
  account_id bigint not null,
  comment_id bigint not null references feed_comments (id),
  primary key (account_id, comment_id)
);
create index feed_comment_thanks_comment on feed_comment_thanks (comment_id);

-- People somebody does not want to read. Nobody else learns of it.
create table feed_muted_people (
  account_id bigint not null,
  muted_id bigint not null,
  created_at bigint not null,
  primary key (account_id, muted_id)
);
create index feed_muted_people_muted on feed_muted_people (muted_id);

create table feed_polls (
  post_id bigint primary key references feed_posts (id),
  question text not null,
  several boolean not null,
  until_at bigint,
  closed_at bigint,
  voters bigint not null default 0
);
create table feed_poll_options (
  post_id bigint not null references feed_polls (post_id),
  place bigint not null,
  text text not null,
  votes bigint not null default 0,
  primary key (post_id, place)
);
create table feed_votes (
  post_id bigint not null references feed_polls (post_id),
  account_id bigint not null,
  place bigint not null,
  primary key (post_id, account_id, place)
);
create index feed_votes_account on feed_votes (account_id);

-- When somebody last looked at the feed. What came after since_at is new to them; it moves on once
-- they have been away for a while, not with each page they turn.
create table feed_visits (
  account_id bigint primary key,
  since_at bigint not null,
  last_at bigint not null
);
