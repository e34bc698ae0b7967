#include "app/commands.hpp"

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <ostream>

#include "app/base.hpp"
#include "app/exit.hpp"
#include "app/wire.hpp"
#include "core/audit/audit.hpp"
#include "features/accounts/admin.hpp"
#include "features/places/import.hpp"
#include "features/structures/import.hpp"

namespace palier::app {
namespace {

/// The command line opens whatever is there: an import into the demo town is fine.
Config for_command(const Where& where, bool make_folder) {
  Config c = settings(where, make_folder);
  std::error_code ignored;
  const bool there = !on_sqlite(c) || std::filesystem::exists(sqlite_file(c), ignored);
  if (!there && !make_folder)
    throw Stop(kUsage,
               fmt::format("There is no database {} yet. Check --data; `palier serve` makes "
                           "it at its first start.",
                           sqlite_file(c).string()));
  if (there) c.demo = kind_of(*open_database(c)) == Kind::demo;
  return c;
}

}  // namespace

int import_file(const Where& where, const Import& what, std::ostream& out) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(what.file, ignored))
    throw Stop(kUsage, fmt::format("There is no file {}.", what.file.string()));
  const Base base(for_command(where, true));
  const int done = places::run_import(base.core().db, base.core().clock,
                                      {what.what, what.file, what.kind, what.report_file}, out,
                                      ::isatty(STDOUT_FILENO) == 1);
  if (done == kFine)
    base.core().db.write([&](db::Transaction& tx) {
      audit::write(tx, base.core().clock, {.what = "app.imported", .detail = what.what});
    });
  return done;
}

int import_open_places(const Where& where, const ImportPlaces& what, std::ostream& out) {
  std::error_code ignored;
  for (const auto* file : {&what.file, &what.mapping})
    if (!file->empty() && !std::filesystem::is_regular_file(*file, ignored))
      throw Stop(kUsage, fmt::format("There is no file {}.", file->string()));
  structures::Import import;
  import.file = what.file;
  import.source = what.source;
  import.dry = what.dry;
  if (!what.mapping.empty()) {
    std::ifstream file(what.mapping, std::ios::binary);
    try {
      import.mapping =
          structures::mapping_from_json(std::string(std::istreambuf_iterator<char>(file), {}));
    } catch (const structures::BadMapping& e) {
      throw Stop(kUsage, fmt::format("{}: {}", what.mapping.string(), e.what()));
    }
  }
  const Base base(for_command(where, true));
  const auto places = places::make(base.core());
  const auto accounts = accounts::make(base.core(), *places);
  const auto search = search::make(base.core(), *accounts);
  import.search = search.get();
  const auto report =
      structures::import_structures(base.core().db, *places, import, base.core().clock.now());
  constexpr int kShown = 20;
  out << structures::text_of(report, kShown);
  if (!what.report_file.empty()) {
    std::ofstream file(what.report_file, std::ios::binary);
    file << structures::text_of(report, -1);
    if (!file.flush())
      throw Stop(kFailed, fmt::format("{} cannot be written.", what.report_file.string()));
  }
  return report.unusable.empty() ? kFine : kUsage;
}

int rebuild_search(const Where& where, std::ostream& out) {
  const Base base(for_command(where, false));
  const auto rooms = wire(base.core());
  const auto count = rooms->search->rebuild();
  out << fmt::format("{} things can be found by their words.\n", count);
  return kFine;
}

int add_user(const Where& where, const NewUser& user, std::ostream& out) {
  const Base base(for_command(where, true));
  const std::string& who = user.email.empty() ? user.phone : user.email;
  try {
    const auto id =
        accounts::admin::add(base.core(), who, user.first_name, user.last_name, user.roles);
    out << fmt::format("{} is account {}{}. They sign in at {}/sign-in\n", who, id.str(),
                       user.roles.empty() ? "" : fmt::format(", {}", fmt::join(user.roles, ", ")),
                       base.core().config.http.public_url);
  } catch (const accounts::admin::Mistake& e) {
    throw Stop(kUsage, e.what());
  }
  return kFine;
}

int set_role(const Where& where, const std::string& who, const std::string& role, bool granted,
             std::ostream& out) {
  const Base base(for_command(where, false));
  try {
    accounts::admin::set_role(base.core(), who, role, granted);
    out << fmt::format("{} {} {}\n", who, granted ? "is now" : "is no longer", role);
  } catch (const accounts::admin::Mistake& e) {
    throw Stop(kUsage, e.what());
  }
  return kFine;
}

int list_users(const Where& where, bool all, std::ostream& out) {
  const Base base(for_command(where, false));
  for (const auto& line : accounts::admin::list(base.core(), all))
    out << fmt::format("{}  {:<24} {:<28} {:<14} {}{}{}\n", line.id.str(), line.name, line.email,
                       line.phone, fmt::join(line.roles, ", "), line.verified ? ", verified" : "",
                       line.state == "active" ? "" : ", " + line.state);
  return kFine;
}

}  // namespace palier::app
