#include "checker.hpp"

#include "html_state.hpp"
#include "lexer.hpp"

namespace palier::templates {
namespace {

void walk(Nodes& nodes, HtmlState& state);

void condition(Node& node, HtmlState& state) {
  state.boundary(node.at);
  const bool exhaustive = node.parts.back().head.text.empty();
  HtmlState merged = state;
  bool first = exhaustive;  // With an else, the way around the if does not exist.
  for (auto& part : node.parts) {
    HtmlState branch = state;
    walk(part.body, branch);
    branch.boundary(node.at);
    const auto what = part.head.text.empty() ? "{% else %}" : "{% if " + part.head.text + " %}";
    const auto at = part.head.text.empty() ? node.at : part.head.at;
    HtmlState(state).join(branch, at, what);
    if (first) {
      merged = branch;
      first = false;
    } else {
      merged.join(branch, at, what);
    }
  }
  state = merged;
}

void loop(Node& node, HtmlState& state) {
  constexpr std::string_view what = "the body of {% for %}";
  state.boundary(node.at);
  const HtmlState before = state;
  auto& body = node.parts.front().body;
  // Inside a tag the second round does not begin as the first: an attribute would be there twice, a
  // URL is under way. So the body is followed again from where the first round ended.
  Nodes again;
  if (!before.in_text()) again = body;
  const auto round = [&](Nodes& nodes, HtmlState& merged) {
    HtmlState end = merged;
    walk(nodes, end);
    end.boundary(node.at);
    merged.join(end, node.at, what);
  };
  HtmlState merged = before;
  round(body, merged);
  if (!before.in_text()) {
    round(again, merged);
    body = std::move(again);
  }
  if (node.parts.size() > 1) {
    HtmlState none = before;
    walk(node.parts[1].body, none);
    none.boundary(node.at);
    merged.join(none, node.at, "{% empty %}");
  }
  state = merged;
}

void fresh(Nodes& nodes, Position at, const std::string& what) {
  HtmlState state;
  walk(nodes, state);
  state.boundary(at);
  state.finish(at, what);
}

void rich(Node& node, HtmlState& state) {
  state.need_text(node.at, "{% t %} with markup");
  node.place = Place::text;
  for (auto& part : node.parts) {
    Node close;
    close.at = part.head.at;
    close.text = part.close;
    part.body.push_back(std::move(close));
    HtmlState element = state;
    walk(part.body, element);
    HtmlState(state).join(element, part.head.at, "this element");
    part.body.pop_back();
  }
}

void walk(Nodes& nodes, HtmlState& state) {
  for (auto& node : nodes) {
    switch (node.kind) {
      case Kind::literal:
        node.text = state.literal(node.text, node.at);
        break;
      case Kind::expression:
        node.place = state.place(node.at);
        break;
      case Kind::sentence:
        node.place = state.place(node.at);
        if (node.place == Place::url || node.place == Place::path || node.place == Place::query) {
          throw Error(node.at, "no translated sentence in a URL");
        }
        break;
      case Kind::let:
        break;
      case Kind::condition:
        condition(node, state);
        break;
      case Kind::loop:
        loop(node, state);
        break;
      case Kind::slot:
        state.need_text(node.at, "a slot");
        break;
      case Kind::call:
        state.need_text(node.at, "a call");
        for (auto& part : node.parts) {
          fresh(part.body, part.head.at, "the content of `" + part.head.text + "`");
        }
        break;
      case Kind::rich_sentence:
        rich(node, state);
        break;
    }
  }
}

}  // namespace

void check(Template& page) {
  fresh(page.body, {}, "the template");
}

}  // namespace palier::templates
