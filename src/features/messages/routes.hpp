#pragma once

#include "core/http/router.hpp"
#include "features/messages/service.hpp"
#include "features/messages/view.hpp"

namespace palier::messages {

void register_pages(http::Router& router, Service& service);
void register_start(http::Router& router, Service& service);
void register_people(http::Router& router, Service& service);
void register_api(http::Router& router, Service& service);
void register_api_rounds(http::Router& router, Service& service);

inline AccountId viewer_of(const http::Context& c) {
  return AccountId{c.viewer.account};
}
/// What a person reads where their message was not taken; `already` and `sent` have none.
i18n::Message refusal(const Service::Sent& sent);
i18n::Message refusal(Service::Change change);
/// Message, photos and all, from a form.
Draft read_draft(const http::Context& c, const Service& service, form::Errors& errors);
std::vector<ready_texts::Offered> ready_for(db::Session& s, const http::Context& c,
                                            const Service& service, std::string_view back);
/// What was filled in from a ready text, for the first showing of a form.
std::string taken(const http::Context& c, const Service& service, const form::Input& input);
/// Those one may add to a round, as choices.
html::Field people_field(db::Session& s, const http::Context& c, const Service& service,
                         const std::vector<AccountId>& but);

}  // namespace palier::messages
