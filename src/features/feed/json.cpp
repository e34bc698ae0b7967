// /api/v1/feed, /api/v1/posts, /api/v1/comments and /api/v1/mutes.
#include "features/feed/json.hpp"

#include <charconv>

#include "core/http/json.hpp"
#include "features/feed/form.hpp"
#include "features/feed/json_view.hpp"

namespace palier::feed {
namespace {

namespace json = boost::json;
using form::Errors;
using http::Context;
using http::Response;

AccountId me(const Context& c) {
  return AccountId{c.viewer.account};
}

Response refused(const Context& c, No why) {
  if (why == No::not_found) http::not_found();
  return http::problem(c, status_of(why), sentence(why));
}

Response nothing(const Context& c, const Done<>& done) {
  if (!done) return refused(c, done.error());
  Response out;
  out.status = 204;
  return out;
}

class Api {
 public:
  explicit Api(const PageParts& parts) : p_(parts) {}

  Response feed(Context& c) const {
    Errors errors;
    form::Reader read(c.request.query, errors);
    Query query;
    query.audience = read.text("audience", {.max = 60});
    const auto kind_word = read.choice("kind", kinds(), false);
    query.kind = kind(kind_word);
    query.order = read.choice("order", {"newest", "useful"}, false) == "useful" ? Order::useful
                                                                                : Order::newest;
    query.aid = read.choice("aid", {"0", "1"}, false) != "0";
    query.saved = read.choice("saved", {"0", "1"}, false) == "1";
    query.after = read.text("cursor", {.max = 100});
    query.limit = static_cast<int>(read.number("limit", {.min = 1, .max = 100}).value_or(20));
    if (errors) return http::problem(c, errors);
    const auto page = p_.core.db.read([&](db::Session& s) {
      return p_.service.list(s, p_.service.reader(s, c.viewer), query, c.language);
    });
    return http::json(http::json_text(to_json(page, c.language)));
  }

  Response circles(Context& c) const {
    json::array out;
    p_.core.db.read([&](db::Session& s) {
      const auto reader = p_.service.reader(s, c.viewer);
      const auto writable = p_.service.circles(s, reader, c.language, true);
      for (const auto& one : p_.service.circles(s, reader, c.language, false))
        out.push_back(
            {{"audience", one.audience},
             {"name", one.name},
             {"may_write", std::any_of(writable.begin(), writable.end(), [&](const Circle& w) {
                return w.audience == one.audience;
              })}});
    });
    return http::json(json::serialize(json::object{{"circles", std::move(out)}}));
  }

  Response one(Context& c, PostId id) const {
    const auto before = CommentId::parse(c.request.query.one("before")).value_or(CommentId{});
    return shown(c, id, 200, before);
  }

  Response create(Context& c) const {
    const auto input = http::json_input(c.request);
    Errors errors;
    Feed::Draft begun;
    begun.photos =
        p_.below.photos.prepare(c.request, field::kPhotos, photos::Photos::kMost, errors);
    begun.alts = input.many(field::kAlt);
    const auto reader =
        p_.core.db.read([&](db::Session& s) { return p_.service.reader(s, c.viewer); });
    auto filled = read_post(input, reader, c.now, errors, std::move(begun));
    filled.draft.once = input.one("once");
    if (errors) return http::problem(c, errors);
    const auto made = p_.service.post(me(c), filled.draft);
    if (!made.ok()) return http::problem(c, made.errors);
    return shown(c, made.id, 201);
  }

  Response change(Context& c, PostId id) const {
    const auto input = http::json_input(c.request);
    const auto detail = p_.core.db.read([&](db::Session& s) {
      return p_.service.detail(s, p_.service.reader(s, c.viewer), id, c.language);
    });
    if (!detail) http::not_found();
    if (!detail->item.own.author) return refused(c, No::not_allowed);
    // What was not sent stays as it was.
    auto whole = input_of(detail->item.post);
    for (const auto& [name, values] : input.all())
      whole.set(name, values.empty() ? "" : values.front());
    for (const char* name : {field::kTitle, field::kText, field::kPlace, field::kEnds})
      if (input.sent(name) && !input.has(name)) whole.erase(name);
    Errors errors;
    const auto draft = read_edit(whole, detail->item.post, c.now, errors);
    if (errors) return http::problem(c, errors);
    const auto done = p_.service.edit(me(c), id, draft);
    if (!done) return refused(c, done.error());
    if (*done) return http::problem(c, *done);
    return shown(c, id);
  }

  Response say(Context& c, PostId id) const {
    const auto input = http::json_input(c.request);
    Errors errors;
    const auto text = read_comment(input, errors);
    CommentId parent;
    if (input.has("parent")) {
      const auto read = CommentId::parse(input.one("parent"));
      if (!read) return refused(c, No::not_found);
      parent = *read;
    }
    if (errors) return http::problem(c, errors);
    const auto said = p_.service.comment(me(c), id, parent, text, input.one("once"));
    if (!said) return refused(c, said.error());
    if (said->errors) return http::problem(c, said->errors);
    return comment(c, said->id, 201);
  }

  Response change(Context& c, CommentId id) const {
    const auto input = http::json_input(c.request);
    Errors errors;
    const auto text = read_comment(input, errors);
    if (errors) return http::problem(c, errors);
    const auto done = p_.service.edit_comment(me(c), id, text);
    if (!done) return refused(c, done.error());
    if (*done) return http::problem(c, *done);
    return comment(c, id, 200);
  }

  Response thank(Context& c, CommentId id, bool on) const {
    const auto found = p_.core.db.read([&](db::Session& s) {
      return p_.service.comment_item(s, p_.service.reader(s, c.viewer), id);
    });
    if (!found) http::not_found();
    return nothing(c, p_.service.thank(me(c), found->comment.post_id, id, on));
  }

  Response vote(Context& c, PostId id) const {
    const auto input = http::json_input(c.request);
    std::vector<int> options;
    for (const auto& one : input.many("options")) {
      int value = -1;
      const auto [end, error] = std::from_chars(one.data(), one.data() + one.size(), value);
      if (error != std::errc{} || end != one.data() + one.size()) value = -1;
      options.push_back(value);
    }
    const auto done = p_.service.vote(me(c), id, options);
    if (!done) return refused(c, done.error());
    return shown(c, id);
  }

  Response close(Context& c, PostId id) const {
    const auto done = p_.service.close_poll(me(c), id);
    if (!done) return refused(c, done.error());
    return shown(c, id);
  }

  Response mutes(Context& c) const {
    json::array people, posts;
    p_.core.db.read([&](db::Session& s) {
      const auto who = p_.service.muted_people(s, me(c));
      for (const auto& person : p_.below.accounts.people(s, who))
        people.push_back({{"id", person.id.str()}, {"name", person.first_name}});
      const auto reader = p_.service.reader(s, c.viewer);
      for (const auto& post : p_.service.muted_posts(s, me(c)))
        if (const auto item = p_.service.item(s, reader, post.id, c.language))
          posts.push_back(to_json(*item, c.language));
    });
    return http::json(
        http::json_text(json::object{{"people", std::move(people)}, {"posts", std::move(posts)}}));
  }

  const PageParts& parts() const { return p_; }

 private:
  static const std::vector<std::string>& kinds() {
    static const std::vector<std::string> all = [] {
      std::vector<std::string> words;
      for (const Kind k : kKinds) words.emplace_back(word(k));
      return words;
    }();
    return all;
  }

  Response shown(Context& c, PostId id, int status = 200, CommentId before = {}) const {
    const auto detail = p_.core.db.read([&](db::Session& s) {
      return p_.service.detail(s, p_.service.reader(s, c.viewer), id, c.language, before);
    });
    if (!detail) http::not_found();
    auto out = http::json(http::json_text(to_json(*detail, c.language)), status);
    if (status == 201) out.header("location", "/api/v1/posts/" + id.str());
    return out;
  }

  Response comment(Context& c, CommentId id, int status) const {
    const auto found = p_.core.db.read([&](db::Session& s) {
      return p_.service.comment_item(s, p_.service.reader(s, c.viewer), id);
    });
    if (!found) http::not_found();
    return http::json(http::json_text(to_json(*found)), status);
  }

  PageParts p_;
};

}  // namespace

void register_json(const PageParts& parts) {
  const auto api = std::make_shared<Api>(parts);
  auto& r = parts.core.router;
  r.get("/api/v1/feed", [api](Context& c) { return api->feed(c); }).who(http::signed_in());
  r.get("/api/v1/feed/circles", [api](Context& c) {
     return api->circles(c);
   }).who(http::signed_in());
  r.post("/api/v1/posts", [api](Context& c) { return api->create(c); })
      .who(http::signed_in())
      .limited(http::Limit::posting)
      .with_uploads();
  r.get("/api/v1/posts/{post}", [api](Context& c, PostId id) {
     return api->one(c, id);
   }).who(http::signed_in());
  r.patch("/api/v1/posts/{post}", [api](Context& c, PostId id) {
     return api->change(c, id);
   }).who(http::signed_in());
  r.del("/api/v1/posts/{post}", [api](Context& c, PostId id) {
     return nothing(c, api->parts().service.remove(me(c), id));
   }).who(http::signed_in());
  r.post("/api/v1/posts/{post}/comments", [api](Context& c, PostId id) { return api->say(c, id); })
      .who(http::signed_in())
      .limited(http::Limit::messages);
  r.patch("/api/v1/comments/{comment}", [api](Context& c, CommentId id) {
     return api->change(c, id);
   }).who(http::signed_in());
  r.del("/api/v1/comments/{comment}", [api](Context& c, CommentId id) {
     return nothing(c, api->parts().service.remove_comment(me(c), id));
   }).who(http::signed_in());
  r.put("/api/v1/posts/{post}/vote", [api](Context& c, PostId id) {
     return api->vote(c, id);
   }).who(http::signed_in());
  r.post("/api/v1/posts/{post}/poll/close", [api](Context& c, PostId id) {
     return api->close(c, id);
   }).who(http::signed_in());
  r.get("/api/v1/mutes", [api](Context& c) { return api->mutes(c); }).who(http::signed_in());

  const auto turned = [&]<class Id>(std::string path, auto change, Id) {
    r.put(path, [api, change](Context& c, Id id) {
       return change(*api, c, id, true);
     }).who(http::signed_in());
    r.del(path, [api, change](Context& c, Id id) {
       return change(*api, c, id, false);
     }).who(http::signed_in());
  };
  turned(
      "/api/v1/posts/{post}/thanks",
      [](const Api& a, Context& c, PostId id, bool on) {
        return nothing(c, a.parts().service.thank(me(c), id, {}, on));
      },
      PostId{});
  turned(
      "/api/v1/comments/{comment}/thanks",
      [](const Api& a, Context& c, CommentId id, bool on) { return a.thank(c, id, on); },
      CommentId{});
  turned(
      "/api/v1/posts/{post}/saved",
      [](const Api& a, Context& c, PostId id, bool on) {
        return nothing(c, a.parts().service.save(me(c), id, on));
      },
      PostId{});
  turned(
      "/api/v1/posts/{post}/following",
      [](const Api& a, Context& c, PostId id, bool on) {
        return nothing(c, a.parts().service.follow(me(c), id, on));
      },
      PostId{});
  turned(
      "/api/v1/posts/{post}/muted",
      [](const Api& a, Context& c, PostId id, bool on) {
        return nothing(c, a.parts().service.mute_post(me(c), id, on));
      },
      PostId{});
  turned(
      "/api/v1/mutes/{account}",
      [](const Api& a, Context& c, AccountId id, bool on) {
        return nothing(c, a.parts().service.mute_person(me(c), id, on));
      },
      AccountId{});
}

}  // namespace palier::feed
