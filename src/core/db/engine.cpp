#include "core/db/engine.hpp"

#include <spdlog/spdlog.h>

namespace palier::db {
namespace {

thread_local std::vector<const Database*> under_way;

std::string first_word(std::string_view sql) {
  const auto begin = sql.find_first_not_of(" \t\r\n(");
  if (begin == std::string_view::npos) return {};
  std::string word;
  for (std::size_t i = begin; i < sql.size() && word.size() < 10; ++i) {
    const char c = static_cast<char>(sql[i] | 0x20);
    if (c < 'a' || c > 'z') break;
    word += c;
  }
  return word;
}

}  // namespace

InTransaction::InTransaction(const Database* db) {
  if (std::find(under_way.begin(), under_way.end(), db) != under_way.end())
    throw Error(
        "a transaction was begun inside another on the same thread: pass the Session or the "
        "Transaction on instead of calling read() or write() again");
  under_way.push_back(db);
}

InTransaction::~InTransaction() {
  under_way.pop_back();
}

bool worth_keeping(std::string_view sql) {
  const std::string word = first_word(sql);
  return word == "select" || word == "insert" || word == "update" || word == "delete" ||
         word == "with" || word == "values";
}

bool only_reads(std::string_view sql) {
  const std::string word = first_word(sql);
  return word == "select" || word == "values";
}

std::string brief(std::string_view sql) {
  constexpr std::size_t kLongest = 160;
  std::string line;
  for (const char c : sql) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (space && (line.empty() || line.back() == ' ')) continue;
    line += space ? ' ' : c;
    if (line.size() >= kLongest) return line + " …";
  }
  return line;
}

void run_after_commit(std::vector<std::function<void()>>& actions) {
  for (auto& action : actions) {
    try {
      action();
    } catch (const std::exception& e) {
      spdlog::error("after a commit: {}", e.what());
    }
  }
}

}  // namespace palier::db
