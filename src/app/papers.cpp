#include "app/home.hpp"
#include "app/templates.hpp"

namespace palier::app {

void open_papers(const Core& core, const Rooms& rooms) {
  using Paper = std::string (*)(const html::Page&, const Host&);
  const auto open = [&](const char* path, const char* title, const char* description, Paper paper) {
    core.router
        .get(path,
             [&host = core.config.host, title, description, paper](http::Context& c) {
               html::Page page = c.page(c.language.tr(title));
               page.description = c.language.tr(description);
               page.index = true;
               return http::page(paper(page, host));
             })
        .who(http::anyone());
  };
  open("/about", N_("About this site"), N_("What this site is for, who runs it and what it costs."),
       templates::about);
  core.router
      .get("/rules",
           [core, &moderation = *rooms.moderation](http::Context& c) {
             html::Page page = c.page(c.language.tr(N_("House rules")));
             page.description = c.language.tr(
                 N_("How we treat each other here, and the precautions to take when you help."));
             page.index = true;
             const auto rules = core.db.read([&](db::Session& s) {
               return moderation.house_rules(s, places::TerritoryId{c.viewer.territory},
                                             c.language.code());
             });
             return http::page(templates::rules(page, core.config.host, rules));
           })
      .who(http::anyone());
  open("/privacy", N_("Privacy"),
       N_("What this site keeps about you, for how long, and who sees it."), templates::privacy);
  open("/accessibility", N_("Accessibility"),
       N_("How this site is made usable by everyone, and what to do where it is not."),
       templates::accessibility);
}

}  // namespace palier::app
