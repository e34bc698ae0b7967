#include "app/demo.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>

#include "app/templates.hpp"
#include "app/town/personas.hpp"
#include "app/town/town.hpp"
#include "core/html/html.hpp"

namespace palier::app {
namespace {

constexpr int kMailsShown = 50;

bool port_is_free(std::string_view listen) {
  const auto colon = listen.rfind(':');
  if (colon == std::string_view::npos) return true;
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return true;
  const int yes = 1;
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port =
      htons(static_cast<std::uint16_t>(std::atoi(std::string(listen.substr(colon + 1)).c_str())));
  const bool free = ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(fd);
  return free;
}

http::Response mails_page(http::Context& c, const mail::Outbox& outbox) {
  html::Out out;
  templates::mails(out, c.page(c.language.tr(N_("Messages this demo would have sent"))),
                   outbox.kept(kMailsShown));
  return http::page(out.take());
}

http::Response roles_page(http::Context& c) {
  html::Out out;
  templates::demo(out, c.page(c.language.tr(N_("Choose a role"))), town::personas());
  return http::page(out.take());
}

http::Response be(http::Context& c, const Core& core, const accounts::Accounts& accounts,
                  const std::string& code) {
  const town::Persona* persona = town::persona(code);
  if (!persona) http::not_found();
  const auto account =
      core.db.read([&](db::Session& s) { return town::account_of(s, accounts, *persona); });
  if (!account) {
    c.notice({N_("{1} has left the town: somebody deleted this account. Choose another role."),
              {persona->first_name}});
    return http::see_other("/demo");
  }
  c.session.sign_in(account->value);
  c.notice({N_("You are now {1}."), {persona->first_name}});
  return http::see_other(persona->start);
}

}  // namespace

void configure_demo(Config& config) {
  config.demo = true;
  config.mail.keep_only = true;
  if (!port_is_free(config.http.metrics_listen)) config.http.metrics_listen.clear();
}

void open_demo(const Core& core, Rooms& rooms) {
  if (!town::made(core.db)) {
    town::build(core);
    rooms.places->refresh();
    rooms.aid->reload();
  }
  core.router.get("/demo", roles_page).who(http::anyone());
  core.router
      .post("/demo/{role}",
            [&core, &accounts = *rooms.accounts](http::Context& c, const std::string& role) {
              return be(c, core, accounts, role);
            })
      .who(http::anyone());
  core.router
      .get("/demo/messages",
           [&outbox = core.outbox](http::Context& c) { return mails_page(c, outbox); })
      .who(http::anyone());
}

void tell_where(const Core& core, std::uint16_t port) {
  std::string_view host = core.config.http.listen;
  host = host.substr(0, host.rfind(':'));
  if (host == "127.0.0.1" || host == "0.0.0.0" || host == "[::]") host = "localhost";
  fmt::print("Palier's demo town is at http://{}:{}/\nCtrl-C ends it.\n", host, port);
  const auto made = town::made(core.db);
  if (made && core.clock.now() - *made > town::kFresh)
    fmt::print(
        "This town was made more than a week ago: most of its requests have run out. For a "
        "fresh one, stop and delete {}\n",
        core.config.data.string());
  std::fflush(stdout);
}

}  // namespace palier::app
