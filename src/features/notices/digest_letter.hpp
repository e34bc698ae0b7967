#pragma once

#include <string>
#include <vector>

#include "features/notices/kinds.hpp"

namespace palier::notices {

/// Kept letters of one kind; none: of no kind in particular.
struct KeptOfKind {
  const Kind* kind = nullptr;
  std::vector<accounts::Accounts::Kept> letters;
  std::string stop_url{};  ///< Turns this kind off.
};

/// What a digest shows; not yet in any form.
struct DigestView {
  std::string site, base, settings_url, stop_all_url, news_stop_url;
  std::vector<Section> sections;
  std::vector<KeptOfKind> kept;
};

/// A digest as text, as a page for mail programs, and in a line for a phone.
accounts::Accounts::Letter digest_letter(const i18n::Language& language, const DigestView& view);

/// What the page shows of it, in the reader's language.
struct DigestPage {
  struct Item {
    std::string title, text, url;
  };
  struct Group {
    std::string title, stop_url, stop_label;
    std::vector<Item> items;
  };
  std::string subject, site, home, settings_url, stop_all_url;
  std::vector<Group> groups;
};
DigestPage digest_page(const i18n::Language& language, const DigestView& view);

}  // namespace palier::notices
