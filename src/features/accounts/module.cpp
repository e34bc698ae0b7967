#include "features/accounts/identity.hpp"
#include "features/accounts/json.hpp"
#include "features/accounts/pages.hpp"
#include "features/accounts/service.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {
namespace {

/// Links in the frame: for visitors the way in, for the others their account.
void dress(html::Page& page, const http::Context& c) {
  const auto& l = c.language;
  const auto here = [&](std::string_view path) { return c.request.path.starts_with(path); };
  if (!c.viewer.signed_in()) {
    page.account_links.push_back({l.tr(N_("Sign in")), "/sign-in", here("/sign-in"), 0});
    return;
  }
  page.account_links.push_back({c.viewer.name.empty() ? l.tr(N_("Your account")) : c.viewer.name,
                                "/account", here("/account"), 0});
}

void jobs(const Service& service) {
  auto& queue = service.core().queue;
  queue.handle("accounts.purge", [&service](const jobs::Job&) { service.sign_in().purge(); });
  queue.every("accounts.purge", std::chrono::hours{1}, "accounts.purge");
}

/// Who may answer by mail, and how they hear of an answer that did not arrive.
void answers_by_mail(Service& service) {
  inbox::Replies::Owners owners;
  owners.active = [](db::Session& s, std::int64_t id) {
    const auto account = store::account(s, AccountId{id});
    return account && account->state == State::active;
  };
  owners.tell = [&service](db::Transaction& tx, std::int64_t id, const auto& compose) {
    service.write_to(tx, AccountId{id}, [&](const i18n::Language& language) {
      auto letter = compose(language);
      const std::string link = service.post().url(letter.path);
      return Accounts::Letter{.subject = std::move(letter.subject),
                              .text = std::move(letter.text) + "\n\n" + link,
                              .always = true};
    });
  };
  service.core().replies.owners(std::move(owners));
}

}  // namespace

std::unique_ptr<Accounts> make(const Core& core, places::Places& places) {
  auto service = std::make_unique<Service>(core, places);
  pages::sign_in(*service);
  pages::password_sign_in(*service);
  pages::welcome(*service);
  pages::account(*service);
  pages::reach(*service);
  pages::security(*service);
  pages::leaving(*service);
  pages::unsubscribe(*service);
  pages::keeper(*service);
  json::routes(*service);
  jobs(*service);
  answers_by_mail(*service);
  core.site.identity = std::make_shared<Identity>(core);
  core.site.on_page(90, dress);
  return service;
}

}  // namespace palier::accounts
