#include "features/places/store.hpp"

#include <boost/describe.hpp>

#include "core/db/rows.hpp"

namespace palier::places::store {

BOOST_DESCRIBE_STRUCT(Street, (), (id, name))
BOOST_DESCRIBE_STRUCT(StoredAddress, (),
                      (id, ban_id, building_id, street_id, number, suffix, postcode, citycode, lat,
                       lon, quarter_id, district_id, commune_id))
BOOST_DESCRIBE_STRUCT(Centre, (), (id, lat, lon))

std::int64_t generation(db::Session& s) {
  return s.maybe<std::int64_t>("select generation from places_state where territory_id = 1")
      .value_or(0);
}

std::vector<Street> streets(db::Session& s) {
  return s.all<Street>("select id, name from streets where territory_id = 1");
}

std::vector<StoredAddress> addresses(db::Session& s, std::int64_t after, std::int64_t limit) {
  return s.all<StoredAddress>(
      "select id, ban_id, building_id, street_id, number, suffix, postcode, citycode, lat, lon, "
      "quarter_id, district_id, commune_id from addresses where id > $1 and gone_at is null order "
      "by id limit $2",
      after, limit);
}

std::vector<Centre> centres(db::Session& s) {
  std::vector<Centre> all;
  for (const char* sql :
       {"select quarter_id as id, avg(lat) as lat, avg(lon) as lon from addresses where gone_at is "
        "null and quarter_id is not null group by quarter_id",
        "select district_id as id, avg(lat) as lat, avg(lon) as lon from addresses where gone_at "
        "is null and district_id is not null group by district_id",
        "select commune_id as id, avg(lat) as lat, avg(lon) as lon from addresses where gone_at is "
        "null and commune_id is not null group by commune_id"}) {
    const auto some = s.all<Centre>(sql);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace palier::places::store
