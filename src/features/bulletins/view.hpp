#pragma once

#include "core/html/field.hpp"
#include "core/html/html.hpp"
#include "core/html/live_bar.hpp"
#include "core/html/page.hpp"
#include "features/bulletins/service.hpp"

namespace palier::bulletins {

struct ListPage {
  std::optional<html::LiveBar> live;  ///< For whoever is signed in.
  std::vector<Card> cards;
  html::Field area;             ///< Select; no options where there are no areas.
  std::string where;            ///< "Saint-Loup": whose bulletins these are.
  std::vector<html::Link> own;  ///< For those who write: theirs, also those to come.
  bool may_write = false, keeper = false, archive = false;
  html::Pager pager;
};

struct DetailView {
  Card card;
  html::Html text;
  std::string emblem;  ///< Icon.
  std::string kind;    ///< "Official information" or "From your quarter’s informant".
  std::string kind_of_body;
  std::string since, until, published, amended;
  std::string withdrawn, withdrawn_why;
  bool official = true, over = false, to_come = false, held = false;
  struct Change {
    std::string when, note, old_title;
    html::Html old_text;
  };
  std::vector<Change> changes;
  bool may_amend = false, may_withdraw = false, may_report = false;
  bool can_say = false, said = false, signed_in = false;
  std::string readers;  ///< "At least 35 people say that they have read it."; "" for few.
  std::string told;     ///< For those who write: how many were written to.
  std::string amend_url, withdraw_url, read_url, report_url;
};

struct WritePage {
  std::vector<html::Field> fields;
  std::string heading, lead, action, back;
  std::string submit;
};

struct PreviewPage {
  Card card;
  html::Html text;
  std::string emblem, kind, since, until;
  bool official = true;
  bool urgent = false, later = false;
  std::string does;   ///< What happens when it is published, in a sentence.
  std::string reach;  ///< "1,204 people live there; 930 of them can be written to."
  html::Field sure;
  std::vector<std::pair<std::string, std::string>> hidden;  ///< What was written.
};

struct BodyLine {
  std::string url, name, kind, signers;
  bool closed = false;
};

std::string emblem(Voice voice);
std::string kind_words(Voice voice, const i18n::Language& l);
/// "27 November 2026": the last day it holds.
std::string last_day(Instant ends, const i18n::Language& l);
DetailView detail_view(db::Session& s, const Service& service, const Bulletin& b,
                       const http::Viewer& viewer, const i18n::Language& l);

}  // namespace palier::bulletins
