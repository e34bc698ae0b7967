#pragma once

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/groups/groups.hpp"

namespace palier::groups {

struct MemberTag;
using MemberId = Id<MemberTag>;
struct RequestTag;
using RequestId = Id<RequestTag>;
struct InvitationTag;
using InvitationId = Id<InvitationTag>;
struct FileTag;
using FileId = Id<FileTag>;

enum class Role : std::uint8_t { organiser = 1, helper, member };
/// How somebody is told of what is posted in a group.
enum class Notice : std::uint8_t { all = 1, daily, weekly, none };
/// Who lets people in: organisers and helpers, or every trusted member.
enum class LetsIn : std::uint8_t { helpers = 1, trusted };
enum class RequestState : std::uint8_t { waiting = 1, let_in, declined, withdrawn };
enum class Way : std::uint8_t { link = 1, account, letter };
enum class InvitationState : std::uint8_t { open = 1, accepted, refused, withdrawn };

std::string_view word(Door door);      ///< "open", "request", "hidden": in forms and JSON.
std::string_view word(Role role);      ///< "organiser", "helper", "member"
std::string_view word(Notice notice);  ///< "all", "daily", "weekly", "none"
std::string_view word(LetsIn who);     ///< "helpers", "trusted"
std::optional<Door> door(std::string_view word);
std::optional<Role> role(std::string_view word);
std::optional<Notice> notice(std::string_view word);
std::optional<LetsIn> lets_in(std::string_view word);
const char* label(Door door);  ///< A msgid.
const char* label(Role role);
const char* label(Notice notice);

inline constexpr int kMostQuestions = 5;
inline constexpr int kMostMembers = 5000;
inline constexpr int kMostFounded = 20;  ///< That one person organises at the same time.
inline constexpr int kMostFiles = 300;   ///< In one group.
inline constexpr std::int64_t kFileBytes = 10'000'000;
inline constexpr std::int64_t kGroupBytes = 300'000'000;  ///< Of all files of one group.
inline constexpr int kMostAid = 60;
inline constexpr std::chrono::days kInvitationLife{14};
/// How long after a no one may ask again.
inline constexpr std::chrono::days kRest{7};

struct Group {
  GroupId id{};
  places::TerritoryId territory_id{1};
  std::string name, about, rules;
  Instant rules_at{};
  std::string questions = "[]";  ///< JSON: a list of texts.
  Door door = Door::open;
  LetsIn lets_in = LetsIn::helpers;
  places::Level level = places::Level::quarter;
  std::string circle;
  places::AreaId quarter_id{}, commune_id{};
  std::string place;  ///< The name of its street, where that is its circle; "" else.
  AccountId founded_by{};
  Instant founded_at{};
  std::int64_t members = 0;
  bool unseen = false;
  std::string url() const { return "/groups/" + id.str(); }
  std::string audience() const { return "group/" + id.str(); }
  std::vector<std::string> asked() const;  ///< The questions, read.
};
BOOST_DESCRIBE_STRUCT(Group, (),
                      (id, territory_id, name, about, rules, rules_at, questions, door, lets_in,
                       level, circle, quarter_id, commune_id, place, founded_by, founded_at,
                       members, unseen))

struct Member {
  MemberId id{};
  GroupId group_id{};
  AccountId account_id{};
  Role role = Role::member;
  bool trusted = false;
  Notice notice = Notice::daily;
  std::string calendar_key;
  Instant joined_at{}, agreed_at{};
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (id, group_id, account_id, role, trusted, notice, calendar_key, joined_at,
                       agreed_at))

struct Answered {
  std::string question, answer;
};
struct Request {
  RequestId id{};
  GroupId group_id{};
  AccountId account_id{};
  std::string answers = "[]";  ///< JSON: [{"q", "a"}].
  RequestState state = RequestState::waiting;
  Instant created_at{}, agreed_at{};
  std::optional<Instant> decided_at;
  AccountId decided_by{};
  std::vector<Answered> said() const;
};
BOOST_DESCRIBE_STRUCT(Request, (),
                      (id, group_id, account_id, answers, state, created_at, agreed_at, decided_at,
                       decided_by))

struct Invitation {
  InvitationId id{};
  GroupId group_id{};
  AccountId by_id{};
  AccountId account_id{};  ///< 0: whoever has the link.
  Way way = Way::link;
  InvitationState state = InvitationState::open;
  Instant created_at{}, expires_at{};
  bool open(Instant now) const { return state == InvitationState::open && expires_at > now; }
};
BOOST_DESCRIBE_STRUCT(Invitation, (),
                      (id, group_id, by_id, account_id, way, state, created_at, expires_at))

/// A file without its bytes.
struct File {
  FileId id{};
  GroupId group_id{};
  AccountId by_id{};
  std::string name;
  std::string kind;  ///< "pdf", "odt", …: files.hpp.
  std::int64_t size = 0;
  bool unseen = false;
  Instant created_at{};
};
BOOST_DESCRIBE_STRUCT(File, (), (id, group_id, by_id, name, kind, size, unseen, created_at))

struct Ban {
  AccountId account_id{}, by_id{};
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(Ban, (), (account_id, by_id, at))

struct Listed {
  aid::PostId post_id{};
  AccountId by_id{};
};
BOOST_DESCRIBE_STRUCT(Listed, (), (post_id, by_id))

std::string questions_json(const std::vector<std::string>& questions);
std::string answers_json(const std::vector<Answered>& answers);

/// What people type to find a group and what is looked through: lower case, without accents.
std::string folded(std::string_view text);

}  // namespace palier::groups
