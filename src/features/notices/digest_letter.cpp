#include "features/notices/digest_letter.hpp"

#include "features/notices/templates.hpp"

namespace palier::notices {
namespace {

using i18n::Language;
using i18n::Message;

constexpr std::size_t kLongEnough = 500;

/// The whole of a letter, or its beginning where there is a page that has the rest.
std::string beginning(const std::string& text, bool has_page) {
  std::string out = text;
  if (has_page && out.size() > kLongEnough) {
    std::size_t end = out.rfind(' ', kLongEnough);
    if (end == std::string::npos || end == 0) {
      end = kLongEnough;
      while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
    }
    out.resize(end);
    out += " …";
  }
  while (out.ends_with('\n') || out.ends_with(' ')) out.pop_back();
  return out;
}

std::string under(std::string_view title) {
  std::size_t letters = 0;
  for (const char c : title)
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++letters;
  return fmt::format("{}\n{}\n", title, std::string(letters, '='));
}

}  // namespace

DigestPage digest_page(const Language& l, const DigestView& view) {
  DigestPage page;
  page.site = view.site;
  page.home = view.base + "/";
  page.settings_url = view.settings_url;
  page.stop_all_url = view.stop_all_url;
  std::int64_t count = 0;
  for (const auto& section : view.sections) {
    DigestPage::Group group;
    group.title = section.title;
    for (const auto& line : section.lines) {
      group.items.push_back({line.text, "", line.path.empty() ? "" : view.base + line.path});
      ++count;
    }
    page.groups.push_back(std::move(group));
  }
  if (!page.groups.empty()) {
    page.groups.back().stop_url = view.news_stop_url;
    page.groups.back().stop_label = l.tr(N_("No more news of the neighbourhood"));
  }
  for (const auto& kept : view.kept) {
    DigestPage::Group group;
    group.title = kept.kind ? l.tr(kept.kind->name) : std::string(l.tr(N_("For you")));
    group.stop_url = kept.stop_url;
    if (kept.kind) group.stop_label = l.tr(N_("No more letters of this kind"));
    for (const auto& letter : kept.letters) {
      const bool has_page = !letter.path.empty();
      group.items.push_back({letter.subject, beginning(letter.text, has_page),
                             has_page ? view.base + letter.path : ""});
      ++count;
    }
    page.groups.push_back(std::move(group));
  }
  const std::string args[] = {l.number(count), view.site};
  page.subject = Language::fill(
      l.tr("One piece of news from {2}", "{1} pieces of news from {2}", count), args);
  return page;
}

accounts::Accounts::Letter digest_letter(const Language& l, const DigestView& view) {
  const DigestPage page = digest_page(l, view);
  accounts::Accounts::Letter out;
  out.subject = page.subject;
  out.text = fmt::format("{}\n\n{}\n", l.tr(N_("Hello,")),
                         l.tr(N_("Here is what came since the last time.")));
  for (const auto& group : page.groups) {
    out.text += "\n" + under(group.title);
    for (const auto& item : group.items) {
      out.text += fmt::format("\n- {}\n", item.title);
      if (!item.text.empty()) out.text += item.text + "\n";
      if (!item.url.empty()) out.text += item.url + "\n";
    }
    if (!group.stop_url.empty())
      out.text +=
          fmt::format("\n{}\n", l.tr(Message{N_("{1}: {2}"), {group.stop_label, group.stop_url}}));
  }
  out.text += fmt::format(
      "\n{}\n", l.tr(Message{N_("What comes to you, and when:\n{1}"), {page.settings_url}}));
  out.html = templates::digest(l, page);
  out.sms = fmt::format("{}. {}", page.subject, page.home);
  // One kind alone has its own way off; several have the one that turns all off.
  const bool news_only = view.kept.empty();
  const bool one_kind = view.sections.empty() && view.kept.size() == 1;
  out.unsubscribe_url = news_only ? view.news_stop_url : one_kind ? view.kept.front().stop_url : "";
  return out;
}

}  // namespace palier::notices
