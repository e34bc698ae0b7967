#include "core/jobs/job_store.hpp"

#include "core/db/rows.hpp"

namespace palier::jobs {

BOOST_DESCRIBE_STRUCT(Failure, (), (id, kind, error, created))

namespace {

struct Expired {
  std::int64_t id = 0;
  std::string lease;
  int attempt = 0;
  int attempts = 0;
};
BOOST_DESCRIBE_STRUCT(Expired, (), (id, lease, attempt, attempts))

struct Count {
  std::string state;
  std::int64_t jobs = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (state, jobs))

/// Each statement here stands for itself and rows are claimed with SKIP LOCKED: serializable would
/// only make workers run into each other.
void relax(db::Transaction& tx) {
  if (tx.dialect() == db::Dialect::postgres)
    tx.run("set transaction isolation level read committed");
}

std::optional<std::string> key_of(const Options& options) {
  if (options.unique_key.empty()) return {};
  return options.unique_key;
}

}  // namespace

bool JobStore::add(db::Transaction& tx, std::string_view kind, std::string_view payload, Lane lane,
                   const Options& options) {
  const Instant now = clock_.now();
  return tx.run(
             "insert into jobs (id, kind, payload, state, lane, unique_key, attempts, due_at,"
             " created_at) values ($1, $2, $3, 'waiting', $4, $5, $6, $7, $8)"
             " on conflict (unique_key) where state = 'waiting' do nothing",
             new_id(), kind, payload, lane, key_of(options), options.attempts, now + options.delay,
             now) == 1;
}

bool JobStore::any_due() {
  return db_.read([&](db::Session& s) {
    return s.one<bool>(
        "select exists (select 1 from jobs where state = 'waiting' and due_at <= $1)"
        " or exists (select 1 from jobs where state = 'running' and leased_until <= $1)",
        clock_.now());
  });
}

std::optional<Taken> JobStore::take(Lane up_to, std::string_view lease,
                                    std::chrono::microseconds length) {
  // In one statement; PostgreSQL's other nodes step over a row that is being taken. Each has an
  // index of its own, so that a hundred thousand letters of a digest hide no sign-in code.
#define PALIER_TAKE(WHICH, LOCK)                                                            \
  "update jobs set state = 'running', attempt = attempt + 1, lease = $1, leased_until = $2" \
  " where id = (select id from jobs where state = 'waiting' and " WHICH                     \
  " and due_at <= $3 and lane <= $4 order by due_at, id limit 1" LOCK                       \
  ") returning id, kind, payload, attempt, attempts, lease"
  static constexpr const char* kSql[2][2] = {
      {PALIER_TAKE("lane < 2", ""), PALIER_TAKE("lane < 2", " for update skip locked")},
      {PALIER_TAKE("lane = 2", ""), PALIER_TAKE("lane = 2", " for update skip locked")}};
#undef PALIER_TAKE
  return db_.write([&](db::Transaction& tx) {
    relax(tx);
    const Instant now = clock_.now();
    const int engine = tx.dialect() == db::Dialect::postgres ? 1 : 0;
    auto job = tx.maybe<Taken>(kSql[0][engine], lease, now + length, now, up_to);
    if (!job && up_to == Lane::bulk)
      job = tx.maybe<Taken>(kSql[1][engine], lease, now + length, now, up_to);
    return job;
  });
}

void JobStore::renew(const std::vector<std::string>& leases, std::chrono::microseconds length) {
  db_.write([&](db::Transaction& tx) {
    relax(tx);
    for (const auto& lease : leases)
      tx.run("update jobs set leased_until = $2 where lease = $1 and state = 'running'", lease,
             clock_.now() + length);
  });
}

bool JobStore::done(const Taken& job) {
  return db_.write([&](db::Transaction& tx) {
    relax(tx);
    return tx.run("delete from jobs where id = $1 and lease = $2", job.id, job.lease) == 1;
  });
}

bool JobStore::again(const Taken& job, std::chrono::microseconds delay, std::string_view error) {
  return db_.write([&](db::Transaction& tx) {
    return back_to_waiting(tx, job.id, job.lease, clock_.now() + delay, error);
  });
}

bool JobStore::put_aside(const Taken& job, std::string_view error) {
  return db_.write([&](db::Transaction& tx) {
    return tx.run(
               "update jobs set state = 'failed', lease = null, leased_until = null,"
               " last_error = $3 where id = $1 and lease = $2",
               job.id, job.lease, error) == 1;
  });
}

bool JobStore::back_to_waiting(db::Transaction& tx, std::int64_t id, std::string_view lease,
                               Instant due, std::string_view error) {
  // Another with the same key was added while this one ran: it does the work of both.
  if (tx.run("delete from jobs where id = $1 and lease = $2 and exists"
             " (select 1 from jobs w where w.unique_key = jobs.unique_key"
             "  and w.state = 'waiting')",
             id, lease) == 1)
    return true;
  return tx.run(
             "update jobs set state = 'waiting', due_at = $3, lease = null, leased_until = null,"
             " last_error = $4 where id = $1 and lease = $2",
             id, lease, due, error) == 1;
}

void JobStore::reclaim() {
  const auto expired = [&](db::Session& s) {
    return s.all<Expired>(
        "select id, lease, attempt, attempts from jobs where state = 'running'"
        " and leased_until <= $1 order by id",
        clock_.now());
  };
  if (db_.read(expired).empty()) return;
  db_.write([&](db::Transaction& tx) {
    for (const auto& job : expired(tx)) {
      static constexpr const char* kDied = "the program that ran it ended before it was done";
      if (job.attempt < job.attempts)
        back_to_waiting(tx, job.id, job.lease, clock_.now(), kDied);
      else
        tx.run(
            "update jobs set state = 'failed', lease = null, leased_until = null,"
            " last_error = $2 where id = $1",
            job.id, kDied);
    }
  });
}

void JobStore::schedule(std::string_view name, std::string_view kind, Instant next) {
  db_.write([&](db::Transaction& tx) {
    tx.run(
        "insert into job_schedules (name, kind, next_at) values ($1, $2, $3)"
        " on conflict (name) do update set kind = excluded.kind,"
        " next_at = case when excluded.next_at < job_schedules.next_at"
        "  then excluded.next_at else job_schedules.next_at end",
        name, kind, next);
  });
}

bool JobStore::any_scheduled_due() {
  return db_.read([&](db::Session& s) {
    return s.one<bool>("select exists (select 1 from job_schedules where next_at <= $1)",
                       clock_.now());
  });
}

bool JobStore::win_run(std::string_view name, std::string_view kind, Lane lane, Instant next,
                       const std::function<void(db::Transaction&)>& also) {
  return db_.write([&](db::Transaction& tx) {
    if (tx.run("update job_schedules set next_at = $2 where name = $1 and next_at <= $3", name,
               next, clock_.now()) == 0)
      return false;
    Options options;
    options.unique_key = "schedule/" + std::string(name);
    add(tx, kind, "{}", lane, options);
    also(tx);
    return true;
  });
}

Queue::Figures JobStore::figures() {
  Queue::Figures out{0, 0, 0};
  for (const auto& c : db_.read([](db::Session& s) {
         return s.all<Count>("select state, count(*) as jobs from jobs group by state");
       })) {
    if (c.state == "waiting") out.waiting = c.jobs;
    if (c.state == "running") out.running = c.jobs;
    if (c.state == "failed") out.failed = c.jobs;
  }
  return out;
}

std::vector<Failure> JobStore::failures(int limit) {
  return db_.read([&](db::Session& s) {
    return s.all<Failure>(
        "select id, kind, last_error as error, created_at as created from jobs"
        " where state = 'failed' order by id desc limit $1",
        limit);
  });
}

int JobStore::retry_failures() {
  return db_.write([&](db::Transaction& tx) {
    // Of several with one key, and where one waits already, one is enough.
    tx.run(
        "delete from jobs where state = 'failed' and unique_key is not null and exists"
        " (select 1 from jobs o where o.unique_key = jobs.unique_key and (o.state = 'waiting'"
        "  or (o.state = 'failed' and o.id > jobs.id)))");
    return static_cast<int>(
        tx.run("update jobs set state = 'waiting', attempt = 0, due_at = $1 where state = 'failed'",
               clock_.now()));
  });
}

}  // namespace palier::jobs
