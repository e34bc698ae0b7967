// What the keeper sets, in one place: each page is its room's own.
#include "app/home.hpp"
#include "app/templates.hpp"

namespace palier::app {

void open_keeper(const Core& core) {
  core.router
      .get("/keeper",
           [](http::Context& c) {
             const auto& l = c.language;
             const std::vector<KeeperLink> links{
                 {"/keeper/people", l.tr(N_("People and roles")),
                  l.tr(N_("Find somebody, give or take a role."))},
                 {"/keeper/categories", l.tr(N_("Kinds of help")),
                  l.tr(N_("What can be asked for and offered, and its questions."))},
                 {"/keeper/texts", l.tr(N_("Ready texts")),
                  l.tr(N_("What people may start from when they write."))},
                 {"/keeper/bodies", l.tr(N_("Public bodies")),
                  l.tr(N_("Who may publish official information."))},
                 {"/keeper/questionnaires", l.tr(N_("Questionnaires")),
                  l.tr(N_("For helpers, front-line workers and people who may be frail."))},
                 {"/keeper/rules", l.tr(N_("House rules for decisions")),
                  l.tr(N_("What moderators decide by."))},
                 {"/keeper/moderation", l.tr(N_("How moderation works here")),
                  l.tr(N_("Votes of neighbours, and words to look at first."))},
                 {"/keeper/audit", l.tr(N_("Log of privileged acts")),
                  l.tr(N_("Who did what with a role. Nobody can change it."))},
                 {"/keeper/insight", l.tr(N_("Figures for the keeper")),
                  l.tr(N_("Day by day, with what found nobody."))}};
             return http::page(templates::keeper(c.page(l.tr(N_("Keep the site"))), links));
           })
      .who(http::only({http::Role::keeper}));
  core.site.on_page(90, [](html::Page& page, const http::Context& c) {
    if (c.viewer.roles.has(http::Role::keeper))
      page.account_links.push_back({c.language.tr(N_("Keep the site")), "/keeper",
                                    c.request.path.starts_with("/keeper"), 0});
  });
}

}  // namespace palier::app
