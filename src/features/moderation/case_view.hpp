#pragma once

#include "features/moderation/service.hpp"
#include "features/moderation/view.hpp"

namespace palier::moderation {

/// A moderator looks, in one snapshot of the database.
struct Looking {
  db::Session& s;
  const Service& service;
  const i18n::Language& l;
  Instant now;
  AccountId who;
};

QueueLine queue_line(const Looking& look, const Case& one);
std::vector<AppealLine> appeal_lines(const Looking& look, places::TerritoryId territory);
/// The thing as it is, who reported it and how often, and what is known of its author.
CasePage case_page(const Looking& look, const Case& one);
HistoryLine history_line(const Looking& look, const Decision& d);

}  // namespace palier::moderation
