#pragma once

#include "core/html/field.hpp"
#include "features/structures/words.hpp"

namespace palier::structures {

/// A place's page. All of it is public.
struct StructureView {
  Card card;
  std::string about, phone, phone_dialled, email, website, website_shown;
  std::vector<std::string> services, languages, access;
  std::string wheelchair;  ///< A sentence; "" where it is not known.
  std::vector<DayLine> week;
  std::string hours_said;  ///< In the source's words, where they cannot be read.
  std::string valid;       ///< "These hours hold from … to …".
  std::string status, status_note, status_when;  ///< A neighbour's word, while it counts.
  bool shut = false;
  std::string source;
  bool corrected = false;  ///< By hand, since it was imported.
};

struct ListPage {
  std::vector<html::Field> filters;
  std::string path, around;
  std::vector<Card> cards;
  std::int64_t total = 0;
  html::Pager pager;
  bool placed = false, filtered = false;
  bool any = true;  ///< There are places at all.
};

Card card_of(const Structure& s, const hours::Hours* hours, std::optional<double> metres,
             Instant now, const i18n::Language& l);
StructureView view_of(const Structure& s, const hours::Hours* hours, Instant now,
                      const i18n::Language& l);
std::vector<std::string> lines_of(const std::string& text);
i18n::Message label(Status status);

}  // namespace palier::structures
