#include "features/structures/view.hpp"

#include <algorithm>

namespace palier::structures {
namespace {

using i18n::Language;
using i18n::Message;

/// A neighbour's word that still counts.
bool status_counts(const Structure& s, Instant now) {
  return s.status != Status::usual && s.status_at && *s.status_at + kStatusLasts > now;
}

std::string address_line(const Structure& s) {
  std::string out = s.address;
  const std::string town = s.postcode + (s.postcode.empty() || s.city.empty() ? "" : " ") + s.city;
  if (!town.empty() && out.find(town) == std::string::npos) out += (out.empty() ? "" : ", ") + town;
  return out;
}

std::string wheelchair_line(Wheelchair w, const Language& l) {
  switch (w) {
    case Wheelchair::yes:
      return l.tr(N_("Wheelchair users can get in"));
    case Wheelchair::limited:
      return l.tr(N_("Wheelchair users can get in with help"));
    case Wheelchair::no:
      return l.tr(N_("Wheelchair users cannot get in"));
    case Wheelchair::unknown:
      break;
  }
  return "";
}

std::string valid_line(const Structure& s, const Language& l) {
  const auto last = s.valid_to ? std::optional(*s.valid_to - std::chrono::hours(12)) : std::nullopt;
  if (s.valid_from && last)
    return l.tr(
        Message{N_("These hours hold from {1} to {2}."), {l.date(*s.valid_from), l.date(*last)}});
  if (s.valid_from) return l.tr(Message{N_("These hours hold from {1}."), {l.date(*s.valid_from)}});
  if (last) return l.tr(Message{N_("These hours hold until {1}."), {l.date(*last)}});
  return "";
}

}  // namespace

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    if (end > from) out.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

Message label(Status status) {
  switch (status) {
    case Status::usual:
      return {N_("As usual")};
    case Status::open:
      return {N_("Open: somebody was there")};
    case Status::changed:
      return {N_("Other hours than usual")};
    case Status::closed:
      return {N_("Closed at the moment")};
  }
  return {""};
}

Card card_of(const Structure& s, const hours::Hours* hours, std::optional<double> metres,
             Instant now, const Language& l) {
  const Kind& kind = kind_of(s.kind);
  Card card{
      s.id,           kind.code, l.tr(kind.one), kind.icon, s.name, address_line(s),
      s.quarter_name, s.point(), metres,         {},        "",     "/open-places/" + s.id.str()};
  const bool over = (s.valid_to && now >= *s.valid_to) || (s.valid_from && now < *s.valid_from);
  if (status_counts(s, now) && s.status == Status::closed) {
    card.state = hours::State::closed;
    card.now = l.tr(label(Status::closed));
  } else if (over) {
    card.state = hours::State::unknown;
    card.now = l.tr(N_("Hours not known for today"));
  } else {
    const auto line = now_line(hours, where_of(s), now, l);
    card.state = line.state;
    card.now = line.text;
  }
  return card;
}

StructureView view_of(const Structure& s, const hours::Hours* hours, Instant now,
                      const Language& l) {
  StructureView v;
  v.card = card_of(s, hours, {}, now, l);
  v.about = s.about;
  v.phone = s.phone;
  for (const char c : s.phone)
    if ((c >= '0' && c <= '9') || c == '+') v.phone_dialled += c;
  v.email = s.email;
  v.website = s.website;
  v.website_shown =
      s.website.substr(s.website.find("//") == std::string::npos ? 0 : s.website.find("//") + 2);
  while (v.website_shown.ends_with("/")) v.website_shown.pop_back();
  v.services = lines_of(s.services);
  v.access = lines_of(s.access);
  v.wheelchair = wheelchair_line(s.wheelchair, l);
  if (hours) v.week = week_lines(*hours, where_of(s), now, l);
  v.hours_said = s.hours_said;
  v.valid = valid_line(s, l);
  if (status_counts(s, now)) {
    v.status = l.tr(label(s.status));
    v.status_note = s.status_note;
    v.status_when = l.ago(*s.status_at, now);
    v.shut = s.status == Status::closed;
  }
  v.source = s.source;
  v.corrected = !s.kept.empty();
  return v;
}

}  // namespace palier::structures
