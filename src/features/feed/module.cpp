#include "core/html/markdown.hpp"
#include "features/feed/json.hpp"
#include "features/feed/links.hpp"
#include "features/feed/pages.hpp"
#include "features/feed/register.hpp"

namespace palier::feed {
namespace {

class Module final : public Feed {
 public:
  Module(const Core& core, Below below)
      : core_(core),
        below_(below),
        heart_(core_, below_, audiences_),
        parts_{core_, below_, heart_} {
    register_pages(parts_);
    register_json(parts_);
    register_letters(heart_);
    register_live(heart_);
    register_elsewhere(heart_);
  }

  void audience(std::string kind, Audience how) override {
    audiences_.add(std::move(kind), std::move(how));
  }

  Made post(db::Transaction& tx, AccountId author, const Draft& draft,
            std::optional<Instant> at) override {
    return heart_.post(tx, author, draft, at);
  }
  std::optional<CommentId> comment(db::Transaction& tx, PostId post, CommentId parent,
                                   AccountId author, std::string_view text,
                                   std::optional<Instant> at) override {
    const auto said = heart_.comment(tx, author, post, parent, {std::string(text), "", at});
    if (!said || said->errors) return {};
    return said->id;
  }
  bool thank(db::Transaction& tx, PostId post, AccountId by) override {
    return heart_.thank(tx, by, post, {}, true).has_value();
  }

  bool vote(db::Transaction& tx, PostId post, AccountId by,
            const std::vector<int>& options) override {
    return heart_.vote(tx, by, post, options).has_value();
  }

  html::Html part(http::Context& c, const html::Page& page, std::string_view audience) override {
    return feed::part(parts_, c, page, audience);
  }

  std::vector<Coming> coming(db::Session& s, std::string_view audience, Instant from,
                             int limit) const override {
    std::vector<Coming> out;
    auto posts = store::coming(s, audience, from, limit);
    out.reserve(posts.size());
    for (auto& p : posts)
      out.push_back({p.id,
                     p.title,
                     html::plain_text(p.text),
                     post_url(p.id),
                     {p.event_starts.value_or(from), p.event_ends, p.event_place},
                     p.edited_at.value_or(p.created_at)});
    return out;
  }
  std::vector<accounts::Mark> posted(db::Session& s, places::TerritoryId t, Instant from,
                                     Instant to) const override {
    return store::posted(s, t, from, to);
  }
  std::vector<accounts::Mark> commented(db::Session& s, places::TerritoryId t, Instant from,
                                        Instant to) const override {
    return store::commented(s, t, from, to);
  }
  std::vector<Recent> recent(db::Session& s, std::string_view audience, Instant since,
                             int limit) const override {
    std::vector<PostId> ids;
    for (const auto& head : store::newest(s, audience, {}, {}, limit))
      if (head.created_at > since) ids.push_back(head.id);
    std::vector<Recent> out;
    out.reserve(ids.size());
    for (const auto& p : store::find_all(s, ids))
      out.push_back({p.id, p.author_id, p.kind, title_of(p), post_url(p.id), p.created_at});
    return out;
  }

  void remove_all_for(db::Transaction& tx, std::string_view audience) override {
    heart_.remove_all_for(tx, audience);
  }

 private:
  const Core core_;
  const Below below_;
  Audiences audiences_;
  Heart heart_;
  PageParts parts_;
};

}  // namespace

std::unique_ptr<Feed> make(const Core& core, Below below) {
  return std::make_unique<Module>(core, below);
}

}  // namespace palier::feed
