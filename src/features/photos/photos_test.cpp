#include "features/photos/photos.hpp"

#include <gtest/gtest.h>
#include <vips/vips.h>

#include "core/testing/scratch.hpp"
#include "core/testing/site.hpp"
#include "features/photos/image.hpp"

namespace palier::photos {
namespace {

/// A picture made here: `orientation` is EXIF's, and an EXIF comment stands for a camera's
/// position.
std::string picture(const char* suffix, int width, int height, int orientation = 1) {
  if (VIPS_INIT("test")) throw std::runtime_error("libvips");
  VipsImage *black = nullptr, *grey = nullptr;
  vips_black(&black, width, height, "bands", 3, nullptr);
  vips_linear1(black, &grey, 1.0, 90.0, "uchar", TRUE, nullptr);
  g_object_unref(black);
  vips_image_set_int(grey, VIPS_META_ORIENTATION, orientation);
  vips_image_set_string(grey, "exif-ifd0-ImageDescription",
                        "SECRET-PLACE (SECRET-PLACE, ASCII, 13 components, 13 bytes)");
  void* bytes = nullptr;
  std::size_t size = 0;
  vips_image_write_to_buffer(grey, suffix, &bytes, &size, nullptr);
  g_object_unref(grey);
  std::string out(static_cast<const char*>(bytes), size);
  g_free(bytes);
  return out;
}

TEST(ReadImage, MakesTwoSizesAndNeverLarger) {
  const auto big = read_image(picture(".jpg", 3000, 1500));
  ASSERT_TRUE(big);
  EXPECT_EQ(std::pair(big->width, big->height), std::pair(1600, 800));
  EXPECT_EQ(std::pair(big->small_width, big->small_height), std::pair(480, 240));
  EXPECT_TRUE(std::string_view(big->large).substr(8, 4) == "WEBP");
  const auto small = read_image(picture(".png", 40, 30));
  ASSERT_TRUE(small);
  EXPECT_EQ(std::pair(small->width, small->small_width), std::pair(40, 40));
}

TEST(ReadImage, TurnsUprightAndForgetsWhereItWasTaken) {
  const std::string turned = picture(".jpg", 400, 200, 6);
  ASSERT_NE(turned.find("SECRET-PLACE"), std::string::npos);
  const auto made = read_image(turned);
  ASSERT_TRUE(made);
  EXPECT_EQ(std::pair(made->width, made->height), std::pair(200, 400));
  EXPECT_EQ(made->large.find("SECRET-PLACE"), std::string::npos);
}

TEST(ReadImage, KnowsAFileByItsBytes) {
  for (const char* lie :
       {"", "x", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "PK\x03\x04zip",
        "<html><script>alert(1)</script>", "BM1234567890", "\xFF\xD8"})
    EXPECT_EQ(read_image(lie).error(), Flaw::unknown_type) << lie;
}

TEST(ReadImage, SaysWhatIsBroken) {
  const std::string whole = picture(".jpg", 800, 600);
  EXPECT_EQ(read_image(whole.substr(0, whole.size() / 2)).error(), Flaw::broken);
  EXPECT_EQ(read_image("\x89PNG\r\n\x1A\nrubbish").error(), Flaw::broken);
  EXPECT_EQ(read_image("GIF89a" + std::string(50, 'x')).error(), Flaw::broken);
}

TEST(ReadImage, RefusesABombByItsHeader) {
  // 30,000 × 30,000 pixels of one colour: a PNG of some hundred kilobytes.
  EXPECT_EQ(read_image(picture(".png[compression=9]", 30'000, 2'000)).error(), Flaw::too_large);
}

class Rooms {
 public:
  explicit Rooms(const Core& core) : accounts(core), photos(make(core, accounts)) {}

  class NoAccounts final : public accounts::Accounts {
   public:
    explicit NoAccounts(const Core&) {}
    std::optional<accounts::Person> person(db::Session&, AccountId) const override { return {}; }
    accounts::Contact contact(db::Session&, AccountId) const override { return {}; }
    std::optional<places::Location> home(db::Session&, AccountId) const override { return {}; }
    http::RoleSet roles(db::Session&, AccountId, places::TerritoryId) const override { return {}; }
    accounts::Notify notify(db::Session&, AccountId) const override { return {}; }
    std::optional<AccountId> find(db::Session&, accounts::Kind, std::string_view) const override {
      return {};
    }
    std::optional<std::string> unfinished(db::Session&, AccountId) const override { return {}; }
    AccountId create(db::Transaction&, const Draft&) override { return {}; }
    void set_verified(db::Transaction&, AccountId, bool, AccountId, std::string_view) override {}
    void set_suspended(db::Transaction&, AccountId, bool, AccountId, std::string_view) override {}
    void write_to(db::Transaction&, AccountId,
                  const std::function<Letter(const i18n::Language&)>&) override {}
    void on_export(std::string, std::function<std::string(db::Session&, AccountId)> part) override {
      exported = std::move(part);
    }
    void on_delete(std::function<void(db::Transaction&, AccountId)> part) override {
      deleted = std::move(part);
    }
    std::function<std::string(db::Session&, AccountId)> exported;
    std::function<void(db::Transaction&, AccountId)> deleted;
  };
  NoAccounts accounts;
  std::unique_ptr<Photos> photos;
};

class PhotosTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    site = std::make_unique<testing::Site>(
        [this](const Core& core) { return rooms = std::make_shared<Rooms>(core); }, GetParam());
  }
  PhotoId keep(std::string_view alt, std::int64_t subject = 7) {
    const auto photo = rooms->photos->prepare(picture(".jpg", 100, 50));
    return site->core().db.write([&](db::Transaction& tx) {
      return rooms->photos->keep(tx, *photo, "post", subject, AccountId{11}, alt);
    });
  }
  std::shared_ptr<Rooms> rooms;
  std::unique_ptr<testing::Site> site;
};

TEST_P(PhotosTest, AreShownInTheirOrderToWhomTheRoomSays) {
  bool shown = true;
  rooms->photos->visible("post", [&](db::Session&, const http::Viewer& viewer, std::int64_t id) {
    return shown && viewer.account == 22 && id == 7;
  });
  const PhotoId first = keep("Un chat"), second = keep("Un chien");
  const auto list =
      site->core().db.read([&](db::Session& s) { return rooms->photos->of(s, "post", 7); });
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].id, first);
  EXPECT_EQ(list[1].alt, "Un chien");

  EXPECT_EQ(site->get(list[1].url()).status, 404);
  site->sign_in_as(22);
  const auto answer = site->get(list[1].url());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.type, "image/webp");
  EXPECT_EQ(answer.head("Cache-Control"), "private, no-cache");
  EXPECT_EQ(site->get(list[1].small_url()).status, 200);
  shown = false;  // Hidden meanwhile.
  EXPECT_EQ(site->get(PhotoId{second}.str()).status, 404);
  EXPECT_EQ(site->get("/photos/" + second.str()).status, 404);
}

TEST_P(PhotosTest, GoWithTheThingAndWithTheirAuthor) {
  keep("a"), keep("b"), keep("c", 8);
  auto& photos = *rooms->photos;
  site->core().db.write([&](db::Transaction& tx) { photos.remove_of(tx, "post", 7); });
  site->core().db.read([&](db::Session& s) {
    EXPECT_TRUE(photos.of(s, "post", 7).empty());
    EXPECT_EQ(photos.of(s, "post", 8).size(), 1U);
    EXPECT_NE(rooms->accounts.exported(s, AccountId{11}).find("\"c\""), std::string::npos);
  });
  site->core().db.write([&](db::Transaction& tx) { rooms->accounts.deleted(tx, AccountId{11}); });
  site->core().db.read([&](db::Session& s) { EXPECT_TRUE(photos.of(s, "post", 8).empty()); });
}

TEST_P(PhotosTest, AFormMaySendSoManyAndTheFirstFlawIsNamed) {
  http::Request request;
  for (int i = 0; i < 3; ++i)
    request.uploads.push_back({"photos", "p.jpg", "image/jpeg", picture(".jpg", 60, 60)});
  request.uploads.push_back({"photos", "", "application/octet-stream", ""});
  form::Errors errors;
  EXPECT_EQ(rooms->photos->prepare(request, "photos", 6, errors).size(), 3U);
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(rooms->photos->prepare(request, "photos", 2, errors).size(), 2U);
  EXPECT_TRUE(errors.find("photos"));
  request.uploads = {{"photos", "facture.pdf", "image/jpeg", "%PDF-1.4"}};
  form::Errors lie;
  rooms->photos->prepare(request, "photos", 6, lie);
  ASSERT_TRUE(lie.find("photos"));
  EXPECT_EQ(lie.find("photos")->args.at(0), "facture.pdf");
}

INSTANTIATE_TEST_SUITE_P(Both, PhotosTest,
                         ::testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
                         [](const auto& p) {
                           return p.param == db::Dialect::sqlite ? "Sqlite" : "Postgres";
                         });

}  // namespace
}  // namespace palier::photos
