#include "core/http/router.hpp"

#include <array>
#include <map>

namespace palier::http {

namespace {

constexpr std::array<std::string_view, 6> kMethods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};

/// "/a/b" → "a", "b"; "/" → nothing.
std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> out;
  std::size_t from = 1;
  while (from < path.size()) {
    const std::size_t slash = std::min(path.find('/', from), path.size());
    out.push_back(path.substr(from, slash - from));
    from = slash + 1;
  }
  return out;
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::string label(const Route& route) {
  return std::string(kMethods[static_cast<std::size_t>(route.method)]) + " " + route.pattern;
}

}  // namespace

struct Router::Tree {
  std::map<std::string, Tree, std::less<>> literals;
  std::unique_ptr<Tree> parameter;
  std::array<const Route*, kMethods.size()> routes{};
  bool leaf = false;

  /// The first node that ends the path, trying literals before parameters at each step.
  const Tree* walk(const std::vector<std::string_view>& path, std::size_t at,
                   std::vector<std::string>& parameters) const {
    if (at == path.size()) return leaf ? this : nullptr;
    if (auto found = literals.find(path[at]); found != literals.end())
      if (const Tree* end = found->second.walk(path, at + 1, parameters)) return end;
    if (!parameter || path[at].empty()) return nullptr;
    parameters.emplace_back(path[at]);
    if (const Tree* end = parameter->walk(path, at + 1, parameters)) return end;
    parameters.pop_back();
    return nullptr;
  }

  std::string allow() const {
    std::string out;
    for (std::size_t m = 0; m < kMethods.size(); ++m) {
      const bool head = m == static_cast<std::size_t>(Method::head) && routes[0];
      if (!routes[m] && !head) continue;
      if (!out.empty()) out += ", ";
      out += kMethods[m];
    }
    return out;
  }
};

Router::Router() : tree_(std::make_unique<Tree>()) {}
Router::~Router() = default;

Route& Router::insert(Method method, std::string pattern, std::size_t parameters,
                      std::function<Response(Context&, const std::vector<std::string>&)> handler) {
  auto route = std::make_unique<Route>();
  route->method = method;
  route->pattern = std::move(pattern);
  route->parameters = parameters;
  route->handler = std::move(handler);
  route->api = route->pattern.starts_with("/api/");

  Tree* node = tree_.get();
  for (std::string_view segment : segments(route->pattern)) {
    if (is_parameter(segment)) {
      if (!node->parameter) node->parameter = std::make_unique<Tree>();
      node = node->parameter.get();
    } else {
      node = &node->literals[std::string(segment)];
    }
  }
  node->leaf = true;
  const Route*& place = node->routes[static_cast<std::size_t>(method)];
  if (!place) place = route.get();  // A second one is reported by check().
  routes_.push_back(std::move(route));
  return *routes_.back();
}

Router::Match Router::find(Method method, std::string_view path) const {
  Match match;
  const Tree* node = tree_->walk(segments(path), 0, match.parameters);
  if (!node) return match;
  match.route = node->routes[static_cast<std::size_t>(method)];
  if (!match.route && method == Method::head) match.route = node->routes[0];
  if (!match.route) match.allow = node->allow();
  return match;
}

std::string Router::allowed(std::string_view path) const {
  std::vector<std::string> parameters;
  const Tree* node = tree_->walk(segments(path), 0, parameters);
  return node ? node->allow() : std::string();
}

const std::vector<std::unique_ptr<Route>>& Router::routes() const {
  return routes_;
}

void Router::check() const {
  for (const auto& route : routes_) {
    auto fail = [&](const std::string& reason) {
      throw std::logic_error("route " + label(*route) + ": " + reason);
    };
    if (!route->pattern.starts_with('/')) fail("the pattern must start with a slash");
    std::size_t count = 0;
    const auto parts = segments(route->pattern);
    for (std::string_view part : parts) {
      if (part.empty()) fail("empty segment in the pattern");
      const bool braces = part.find_first_of("{}") != std::string_view::npos;
      if (braces && !is_parameter(part)) fail("a parameter is a whole segment");
      if (is_parameter(part)) ++count;
    }
    if (route->pattern.size() > 1 && route->pattern.ends_with('/'))
      fail("the pattern ends with a slash");
    if (count != route->parameters)
      fail("the pattern has " + std::to_string(count) + " parameters, its handler takes " +
           std::to_string(route->parameters));
    if (route->access.kind == Access::Kind::undeclared) fail("does not say who may use it");
    if (route->access.kind == Access::Kind::roles && route->access.roles.empty())
      fail("is open to nobody: its set of roles is empty");

    std::vector<std::string> ignored;
    const Tree* node = tree_->walk(parts, 0, ignored);
    // Patterns are looked up as paths: "{need}" is no literal, so it takes the parameter's branch.
    if (!node || node->routes[static_cast<std::size_t>(route->method)] != route.get())
      fail("is registered twice");
  }
}

}  // namespace palier::http
