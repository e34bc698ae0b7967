#include "core/live/live.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "core/live/stream.hpp"

namespace palier::live {

using namespace std::chrono_literals;

std::string Live::url(const std::vector<std::string>& topics, std::int64_t since) {
  std::string out = "/live?since=" + std::to_string(since);
  for (const auto& topic : topics)
    out.append("&topic=").append(boost::urls::encode(topic, boost::urls::unreserved_chars));
  return out;
}

std::unique_ptr<Live> make(db::Database& db, jobs::Queue& queue, http::Router& router,
                           const http::Site& site, const Clock& clock) {
  auto made = std::make_unique<Stream>(db, site, clock);
  Stream* stream = made.get();
  router.get("/live", [stream](http::Context& c) { return stream->open(c); })
      .who(http::signed_in());
  queue.handle("live.sweep", [&db, &clock](const jobs::Job&) {
    db.write([&](db::Transaction& tx) { log::sweep(tx, clock.now() - 24h); });
  });
  queue.every("live.sweep", 1h, "live.sweep");
  return made;
}

}  // namespace palier::live
