#include "app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/backup.hpp"
#include "app/commands.hpp"
#include "app/demo.hpp"
#include "app/doctor.hpp"
#include "app/exit.hpp"
#include "app/match.hpp"
#include "app/serve.hpp"
#include "app/settings.hpp"
#include "app/work.hpp"
#include "core/db/database.hpp"
#include "core/http/bad_options.hpp"

namespace palier::app {
namespace {

constexpr const char* kFooter =
    "Exit codes: 0 fine, 1 failed, 2 wrong usage or input, 3 wrong configuration,\n"
    "4 the database cannot be used.\n\n"
    "Every command on data takes --data DIR (its palier.db and palier.toml), and --database URL\n"
    "for PostgreSQL: postgresql://user@host/name. The environment may give PALIER_DATABASE and\n"
    "PALIER_SMTP_PASSWORD.";

/// One command: its options live here until it runs.
struct Commands {
  Where where;
  Listen listen;
  Import import;
  ImportPlaces open_places;
  NewUser user;
  Match match;
  std::string who, grant, revoke;
  bool all = false, retry = false;
  std::filesystem::path file;
  std::function<int()> action;

  CLI::App* data_command(CLI::App& parent, const char* name, const char* help,
                         std::function<int()> run) {
    CLI::App* command = parent.add_subcommand(name, help);
    command->footer("Exit codes: see `palier --help`.");
    command->add_option("--data", where.data, "Folder of data (palier.db, palier.toml)");
    command->add_option("--database", where.database,
                        "postgresql://… or sqlite:FILE, instead of DIR/palier.db");
    command->add_option("--config", where.config, "Configuration file, instead of DIR/palier.toml");
    command->callback([this, run = std::move(run)] { action = run; });
    return command;
  }

  void serving(CLI::App& app) {
    const auto add_listen = [this](CLI::App* command) {
      command->add_option("--listen", listen.address, "HOST:PORT; 127.0.0.1:8080 by default");
      command->add_option("--metrics", listen.metrics,
                          "HOST:PORT of the metrics, on loopback, or \"none\"; 127.0.0.1:9090 by "
                          "default");
    };
    add_listen(data_command(app, "serve", "Serve the site until SIGTERM or Ctrl-C",
                            [this] { return serve(settings(where, true, listen)); }));
    add_listen(data_command(app, "demo", "Serve a demo town: made-up people, no mail sent", [this] {
      Config config = settings(where, true, listen);
      configure_demo(config);
      return serve(std::move(config));
    }));
  }

  void importing(CLI::App& app) {
    CLI::App* group = app.add_subcommand(
        "import", "Read addresses, areas or postcodes from a file; again does no harm");
    group->require_subcommand(1);
    const auto add = [&](const char* what, const char* help) {
      CLI::App* command = data_command(*group, what, help, [this, what] {
        import.what = what;
        return import_file(where, import, std::cout);
      });
      command->add_option("FILE", import.file, "The file to read")->required();
      command->add_option("--report", import.report_file, "Write every bad row to this file");
      return command;
    };
    add("addresses", "Addresses as the Base Adresse Nationale gives them: .csv or .csv.gz");
    add("areas", "Quarters and arrondissements as GeoJSON")
        ->add_option("--kind", import.kind, "quarter, district or commune, if the file has none");
    add("postcodes", "Postcodes and communes as CSV");
    CLI::App* places = data_command(
        *group, "open-places", "Open places with their hours, from CSV; docs/keeper.md says how",
        [this] { return import_open_places(where, open_places, std::cout); });
    places->add_option("FILE", open_places.file, "The file to read")->required();
    places->add_option("--mapping", open_places.mapping,
                       "How its columns are read, as JSON; kept for the next time");
    places->add_option("--source", open_places.source, "Use the mapping kept under this name");
    places->add_flag("--dry-run", open_places.dry, "Say what would change, and change nothing");
    places->add_option("--report", open_places.report_file, "Write every refused row to this file");
  }

  void users(CLI::App& app) {
    CLI::App* group = app.add_subcommand("user", "Accounts and roles, for the keeper");
    group->require_subcommand(1);
    CLI::App* add = data_command(*group, "add", "Make an account, or find it, and give it roles",
                                 [this] { return add_user(where, user, std::cout); });
    add->add_option("--email", user.email, "Its e-mail address");
    add->add_option("--phone", user.phone, "Its phone number");
    add->add_option("--first-name", user.first_name, "First name");
    add->add_option("--last-name", user.last_name, "Last name");
    add->add_option("--role", user.roles,
                    "informant, member, manager, operator, moderator, official or keeper; may be "
                    "given several times");
    add->callback([this] {
      if (user.email.empty() == user.phone.empty())
        throw CLI::ValidationError("user add", "give either --email or --phone");
      action = [this] { return add_user(where, user, std::cout); };
    });

    CLI::App* role = data_command(*group, "role", "Give or take a role", {});
    role->add_option("WHO", who, "E-mail, phone or number of the account")->required();
    role->add_option("--grant", grant, "The role to give");
    role->add_option("--revoke", revoke, "The role to take");
    role->callback([this] {
      if (grant.empty() == revoke.empty())
        throw CLI::ValidationError("user role", "give either --grant or --revoke");
      action = [this] {
        return set_role(where, who, grant.empty() ? revoke : grant, !grant.empty(), std::cout);
      };
    });

    data_command(*group, "list", "List who has a role", [this] {
      return list_users(where, all, std::cout);
    })->add_flag("--all", all, "List every account");
  }

  void matching(CLI::App& app) {
    CLI::App* command = app.add_subcommand(
        "match", "Match needs with helpers in a JSON file; docs/matching.md says what is in it");
    command->footer("Exit codes: 2 where the instance is bad; see `palier --help`.");
    command->add_option("--input", match.input, "The instance; - for standard input");
    command->add_option("--output", match.output, "Where the plan goes; - for standard output");
    command->add_option("--method", match.method, "optimal, greedy, epl or epl-written")
        ->check(CLI::IsMember({"optimal", "greedy", "epl", "epl-written"}));
    command
        ->add_option("--candidates", match.candidates,
                     "Helpers a need keeps, the nearest; 0 for all. The plan says whether others "
                     "could have mattered")
        ->check(CLI::Range(0, 100'000));
    command->add_flag("--prices", match.prices,
                      "With the prices by which anybody can check that no plan is better");
    command->callback(
        [this] { action = [this] { return app::match(match, std::cout, std::cerr); }; });
  }

  void keeping(CLI::App& app) {
    CLI::App* search = app.add_subcommand("search", "What is found by its words");
    search->require_subcommand(1);
    data_command(*search, "rebuild", "Index everything anew; the site may run meanwhile",
                 [this] { return rebuild_search(where, std::cout); });
    data_command(app, "doctor",
                 "Check configuration, database, mail, disk and clock; say what to do",
                 [this] { return doctor(where, std::cout); });
    data_command(app, "jobs", "What work waits, and what was put aside after many attempts",
                 [this] { return list_jobs(where, retry, std::cout); })
        ->add_flag("--retry", retry, "Try again all that was put aside");
    data_command(app, "backup", "Copy the SQLite database to a file, while it serves",
                 [this] { return backup(where, file, std::cout); })
        ->add_option("FILE", file, "The file to write")
        ->required();
    data_command(app, "restore", "Put a backup back; the server must be stopped",
                 [this] { return restore(where, file, std::cout); })
        ->add_option("FILE", file, "The backup")
        ->required();
  }
};

int say(const char* what, const std::exception& e, Exit code) {
  std::cerr << "palier: " << what << e.what() << "\n";
  return code;
}

}  // namespace

int run(int argc, const char* const* argv) {
  CLI::App app{"Palier: neighbours help each other. One program, one folder of data."};
  app.name("palier");
  app.footer(kFooter);
  app.set_version_flag("--version", std::string("palier ") + PALIER_VERSION);
  app.set_help_all_flag("--help-all", "Help of every command");
  app.require_subcommand(1);
  Commands commands;
  commands.serving(app);
  commands.importing(app);
  commands.users(app);
  commands.matching(app);
  commands.keeping(app);
  // Before the parser, which would answer `palier dance --help` with the help of the whole.
  if (argc > 1 && argv[1][0] != '-' &&
      app.get_subcommands([&](const CLI::App* known) { return known->get_name() == argv[1]; })
          .empty()) {
    std::cerr << "palier: there is no command \"" << argv[1] << "\"; `palier --help` lists them.\n";
    return kUsage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kFine : kUsage;
  }
  try {
    return commands.action();
  } catch (const Stop& e) {
    return say("", e, e.code);
  } catch (const ConfigError& e) {
    return say("configuration: ", e, kConfiguration);
  } catch (const http::BadOptions& e) {
    return say("configuration: ", e, kConfiguration);
  } catch (const db::Error& e) {
    return say("database: ", e, kDatabase);
  } catch (const std::exception& e) {
    return say("", e, kFailed);
  }
}

}  // namespace palier::app
