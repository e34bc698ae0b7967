#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>

#include "features/matching/json.hpp"
#include "features/matching/words.hpp"

namespace palier::matching {
namespace {

namespace json = boost::json;

std::string quoted(std::string_view text) {
  return json::serialize(json::string_view(text.data(), text.size()));
}

void write(std::string& out, const Cost& c) {
  fmt::format_to(std::back_inserter(out), "[{},{},{},{},{}]", c.urgent_unserved, c.unserved,
                 c.waiting, c.distance, c.load);
}

/// A member `name` that holds a price by id.
template <class List, class Id, class Price>
void write_all(std::string& out, const char* name, const List& list, Id&& id, Price&& price) {
  out += fmt::format(",\n\"{}\":{{", name);
  for (std::size_t i = 0; i < list.size(); ++i) {
    out += i > 0 ? ",\n" : "\n";
    out += quoted(id(list[i])) + ":";
    write(out, price(i));
  }
  out += "}";
}

void write(std::string& out, const Instance& in, const Prices& p) {
  out += ",\n\"prices\":{\"slots\":[";
  for (std::size_t i = 0; i < p.slots.size(); ++i) {
    const auto& s = p.slots[i];
    out += i > 0 ? ",\n[" : "\n[";
    out += quoted(in.helpers[static_cast<std::size_t>(s.helper)].id) + "," + quoted(s.block) + ",";
    write(out, s.price);
    out += "]";
  }
  out += "]";
  const auto id = [](const auto& of) { return std::string_view(of.id); };
  write_all(out, "needs", in.needs, id, [&](std::size_t i) { return p.needs[i]; });
  write_all(out, "helpers", in.helpers, id, [&](std::size_t i) { return p.helpers[i]; });
  write_all(
      out, "districts", p.districts, [](const auto& d) { return std::string_view(d.first); },
      [&](std::size_t i) { return p.districts[i].second; });
  out += "}";
}

}  // namespace

std::string to_json(const Instance& in, const Plan& plan, std::string_view method) {
  // Written straight into one text: a tree of a hundred thousand objects would cost ten times it.
  std::string out;
  out.reserve(200 * (plan.assignments.size() + plan.unserved.size()) + 1000);
  auto to = std::back_inserter(out);
  fmt::format_to(to, "{{\"method\":{},\n\"assignments\":[", quoted(method));
  bool first = true;
  const auto next = [&] {
    out += first ? "\n" : ",\n";
    first = false;
  };
  for (const auto& a : plan.assignments) {
    const Need& n = in.needs[static_cast<std::size_t>(a.need)];
    const Helper& h = in.helpers[static_cast<std::size_t>(a.helper)];
    next();
    fmt::format_to(to, "{{\"need\":{},\"helper\":{},\"block\":{},\"metres\":{:.1f},\"why\":{}}}",
                   quoted(n.id), quoted(h.id),
                   a.block == kNoBlock ? "null" : quoted(block_name(n, h, a.block)), a.metres,
                   quoted(why(in, a)));
  }
  out += "\n],\n\"unserved\":[";
  first = true;
  for (const auto& u : plan.unserved) {
    next();
    fmt::format_to(to, "{{\"need\":{},\"units\":{},\"because\":{},\"bar\":{}}}",
                   quoted(in.needs[static_cast<std::size_t>(u.need)].id), u.units,
                   quoted(because_in_full(u)), u.because ? quoted(word(*u.because)) : "null");
  }
  const auto& c = plan.cost;
  fmt::format_to(to,
                 "\n],\n\"cost\":{{\"urgent_unserved\":{},\"unserved\":{},\"waiting\":{},"
                 "\"distance\":{},\"load\":{}}},\n",
                 c.urgent_unserved, c.unserved, c.waiting, c.distance, c.load);
  const auto& p = plan.certificate;
  if (p.checked)
    fmt::format_to(
        to,
        "\"certificate\":{{\"optimal\":{},\"arcs\":{},\"residual_arcs\":{},\"pruned\":{},"
        "\"omitted\":{},\"omitted_could_matter\":{},\"priced_in\":{}",
        p.optimal, p.arcs, p.residual_arcs, p.pruned, p.omitted, p.omitted_could_matter,
        p.priced_in);
  else
    out += "\"certificate\":{\"optimal\":false";
  if (plan.prices) write(out, in, *plan.prices);
  out += "},\n";
  fmt::format_to(to, "\"seconds\":{:.6f}}}\n", plan.seconds);
  return out;
}

}  // namespace palier::matching
