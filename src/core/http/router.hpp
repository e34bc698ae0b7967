#pragma once

#include <charconv>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "core/http/access.hpp"
#include "core/http/context.hpp"
#include "core/util/id.hpp"

namespace palier::http {

/// How a path segment becomes a handler's argument; nothing means 404. Features may specialise it.
template <class T>
struct PathParameter;
template <>
struct PathParameter<std::string> {
  static std::optional<std::string> parse(std::string_view s) { return std::string(s); }
};
template <>
struct PathParameter<std::int64_t> {
  static std::optional<std::int64_t> parse(std::string_view s) {
    std::int64_t v = 0;
    auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), v);
    if (error != std::errc{} || end != s.data() + s.size()) return {};
    return v;
  }
};
template <class Tag>
struct PathParameter<Id<Tag>> {
  static std::optional<Id<Tag>> parse(std::string_view s) { return Id<Tag>::parse(s); }
};

/// One route and what it declares.
struct Route {
  Method method = Method::get;
  std::string pattern;  ///< "/needs/{need}/offers/{offer}"; a name in braces is one segment.
  std::size_t parameters = 0;
  std::function<Response(Context&, const std::vector<std::string>&)> handler;
  Access access{};
  Limit limit = Limit::none;
  bool uploads = false;  ///< Body up to 32 MB, multipart.
  bool api = false;      ///< JSON: token or session; errors as problem details; no CSRF for tokens.
  bool one_click = false;  ///< A signed link from a message may POST here without session or CSRF.

  Route& who(Access a) {
    access = a;
    return *this;
  }
  Route& limited(Limit l) {
    limit = l;
    return *this;
  }
  Route& with_uploads() {
    uploads = true;
    return *this;
  }
  Route& from_message() {
    one_click = true;
    return *this;
  }
};

/// The table of routes. Literal segments win over parameters. HEAD is served by GET's handler,
/// another method on a known path is 405 with Allow.
class Router {
 public:
  /// The handler is called as handler(Context&, A, B…), one argument per {parameter} in order, each
  /// parsed by PathParameter; the types are the handler's own.
  template <class H>
  Route& get(std::string pattern, H handler) {
    return add(Method::get, std::move(pattern), std::move(handler));
  }
  template <class H>
  Route& post(std::string pattern, H handler) {
    return add(Method::post, std::move(pattern), std::move(handler));
  }
  template <class H>
  Route& put(std::string pattern, H handler) {
    return add(Method::put, std::move(pattern), std::move(handler));
  }
  template <class H>
  Route& patch(std::string pattern, H handler) {
    return add(Method::patch, std::move(pattern), std::move(handler));
  }
  template <class H>
  Route& del(std::string pattern, H handler) {
    return add(Method::delete_, std::move(pattern), std::move(handler));
  }

  struct Match {
    const Route* route = nullptr;
    std::vector<std::string> parameters;
    std::string allow;  ///< Methods of this path, when only the method did not fit.
  };
  /// Paths are decoded and normal (no empty segment, no "..", no slash at the end but for "/").
  Match find(Method method, std::string_view path) const;
  /// The methods of a path as an Allow header lists them; "" where there is no such path.
  std::string allowed(std::string_view path) const;
  const std::vector<std::unique_ptr<Route>>& routes() const;

  /// Throws std::logic_error naming the first route that declares no access, is registered twice,
  /// or whose pattern has another number of parameters than its handler. Called before listening.
  void check() const;

  Router();
  ~Router();

 private:
  struct Tree;

  template <class C, class... A>
  static std::tuple<std::decay_t<A>...> arguments_of(Response (C::*)(Context&, A...) const);
  template <class C, class... A>
  static std::tuple<std::decay_t<A>...> arguments_of(Response (C::*)(Context&, A...));
  template <class... A>
  static std::tuple<std::decay_t<A>...> arguments_of_function(Response (*)(Context&, A...));

  template <class H>
  Route& add(Method method, std::string pattern, H handler) {
    if constexpr (std::is_pointer_v<H>)
      return bind(method, std::move(pattern), std::move(handler),
                  static_cast<decltype(arguments_of_function(handler))*>(nullptr));
    else
      return bind(method, std::move(pattern), std::move(handler),
                  static_cast<decltype(arguments_of(&H::operator()))*>(nullptr));
  }

  template <class H, class... A>
  Route& bind(Method method, std::string pattern, H handler, std::tuple<A...>*) {
    auto call = [handler = std::move(handler)](Context& c,
                                               const std::vector<std::string>& raw) mutable {
      return [&]<std::size_t... I>(std::index_sequence<I...>) {
        std::tuple<std::optional<A>...> parsed{PathParameter<A>::parse(raw[I])...};
        if (!(std::get<I>(parsed).has_value() && ...)) not_found();
        return handler(c, std::move(*std::get<I>(parsed))...);
      }(std::index_sequence_for<A...>{});
    };
    return insert(method, std::move(pattern), sizeof...(A), std::move(call));
  }

  Route& insert(Method method, std::string pattern, std::size_t parameters,
                std::function<Response(Context&, const std::vector<std::string>&)> handler);

  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Tree> tree_;
};

}  // namespace palier::http
