#include "app/home.hpp"
#include "app/templates.hpp"

namespace palier::app {

void open_papers(const Core& core) {
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
  open("/rules", N_("House rules"),
       N_("How we treat each other here, and the precautions to take when you help."),
       templates::rules);
  open("/privacy", N_("Privacy"),
       N_("What this site keeps about you, for how long, and who sees it."), templates::privacy);
  open("/accessibility", N_("Accessibility"),
       N_("How this site is made usable by everyone, and what to do where it is not."),
       templates::accessibility);
}

}  // namespace palier::app
