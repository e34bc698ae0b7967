#include <algorithm>

#include "features/messages/routes.hpp"
#include "features/messages/store.hpp"

namespace palier::messages {
namespace {

constexpr int kOffered = 60;

}  // namespace

i18n::Message refusal(const Service::Sent& sent) {
  using How = Service::Sent::How;
  switch (sent.how) {
    case How::closed:
      return {N_("This conversation is closed. Your message was not sent.")};
    case How::left:
      return {N_("This person has left. Your message was not sent.")};
    case How::waiting:
      return {N_("You can write here once both of you have agreed. Your message was not sent.")};
    case How::too_many:
      return {
          N_("You have written to several people you do not know yet. Wait for their answers, "
             "and try again tomorrow.")};
    case How::refused:
    case How::held:
      return sent.why;
    case How::sent:
    case How::already:
    case How::not_found:
      break;
  }
  return {N_("Your message was not sent.")};
}

i18n::Message refusal(Service::Change change) {
  switch (change) {
    case Service::Change::full:
      return {N_("A round is for at most twelve people: it is full.")};
    case Service::Change::has_left:
      return {N_("This person has left the round, and cannot be added again.")};
    default:
      return {N_("This person cannot be added.")};
  }
}

Draft read_draft(const http::Context& c, const Service& service, form::Errors& errors) {
  std::vector<photos::Prepared> photos;
  if (service.with().photos)
    photos = service.with().photos->prepare(c.request, "photos", kPhotosMost, errors);
  Draft draft = read_message(c.request.form, errors, !photos.empty());
  draft.photos = std::move(photos);
  return draft;
}

std::vector<ready_texts::Offered> ready_for(db::Session& s, const http::Context& c,
                                            const Service& service, std::string_view back) {
  if (!service.with().ready_texts) return {};
  return service.with().ready_texts->offered(s, places::TerritoryId{c.viewer.territory}, "message",
                                             c.language, back);
}

std::string taken(const http::Context& c, const Service& service, const form::Input& input) {
  if (!service.with().ready_texts || input.sent("text")) return {};
  return service.with().ready_texts->take(c.session);
}

html::Field people_field(db::Session& s, const http::Context& c, const Service& service,
                         const std::vector<AccountId>& but) {
  html::Field field{.name = "people", .label = c.language.tr(N_("Who is to read it?"))};
  field.hint = c.language.tr(N_("People you write to already, or know from a group or a round."));
  field.required = true;
  for (const AccountId id : store::acquaintances(s, viewer_of(c), kOffered)) {
    if (std::find(but.begin(), but.end(), id) != but.end() ||
        service.reach(s, viewer_of(c), id) != Reach::free)
      continue;
    field.options.push_back(
        {.value = id.str(), .label = name_or_left(service.accounts().person(s, id), c.language)});
  }
  return field;
}

}  // namespace palier::messages
