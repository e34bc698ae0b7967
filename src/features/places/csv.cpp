#include "features/places/csv.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>

namespace palier::places {
namespace {

constexpr std::size_t kLongestField = 64 * 1024;

}  // namespace

bool is_utf8(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(s[k]); };
    const unsigned char c = byte(i);
    if (c < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c < 0xC2 || c > 0xF4 || i + length > s.size()) return false;
    for (std::size_t k = i + 1; k < i + length; ++k)
      if ((byte(k) & 0xC0) != 0x80) return false;
    const unsigned char d = byte(i + 1);
    if ((c == 0xE0 && d < 0xA0) || (c == 0xED && d > 0x9F) || (c == 0xF0 && d < 0x90) ||
        (c == 0xF4 && d > 0x8F))
      return false;
    i += length;
  }
  return true;
}

/// zlib reads plain files as they are, so one source serves both.
struct CsvReader::Source {
  gzFile file = nullptr;
  std::uintmax_t size = 0;
  std::array<char, 256 * 1024> buffer{};
  std::size_t at = 0, end = 0;

  explicit Source(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
      throw BadFile(fmt::format("There is no file {}.", path.string()));
    size = std::filesystem::file_size(path, error);
    if (size == 0) throw BadFile(fmt::format("{} is empty.", path.string()));
    file = gzopen(path.c_str(), "rb");
    if (!file) throw BadFile(fmt::format("{} cannot be opened: may it be read?", path.string()));
    gzbuffer(file, 256 * 1024);
  }
  ~Source() { gzclose(file); }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  bool fill() {
    const int n = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()));
    int code = Z_OK;
    const char* message = gzerror(file, &code);
    if (n < 0 || (code != Z_OK && code != Z_STREAM_END))
      throw BadFile(fmt::format(
          "The compressed file is damaged or cut short ({}). Download it again.", message));
    at = 0;
    end = static_cast<std::size_t>(n);
    return n > 0;
  }
};

CsvReader::CsvReader(const std::filesystem::path& file)
    : file_(file), source_(std::make_unique<Source>(file)) {
  if (peek() == 0xEF) {
    get();
    if (get() != 0xBB || get() != 0xBF)
      throw BadFile("The file is not UTF-8. Save it as UTF-8 and try again.");
  }
  // The header's own signs tell the separator: none of them stands in a column's name.
  std::string line;
  while (peek() >= 0 && peek() != '\n' && line.size() < kLongestField)
    line.push_back(static_cast<char>(get()));
  get();
  ++line_;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
  separator_ = ';';
  for (const char c : {',', '\t'})
    if (count(c) > count(separator_)) separator_ = c;
  std::string name;
  for (const char c : line + separator_) {
    if (c != separator_) {
      if (c != '"') name.push_back(c);
      continue;
    }
    header_.push_back(std::exchange(name, {}));
  }
  check_utf8(header_);
}

CsvReader::~CsvReader() = default;

int CsvReader::peek() {
  if (source_->at == source_->end && !source_->fill()) return -1;
  return static_cast<unsigned char>(source_->buffer[source_->at]);
}

int CsvReader::get() {
  const int c = peek();
  if (c >= 0) ++source_->at;
  return c;
}

int CsvReader::column(std::string_view name) const {
  const auto at = std::find(header_.begin(), header_.end(), name);
  return at == header_.end() ? -1 : static_cast<int>(at - header_.begin());
}

void CsvReader::require(const std::vector<std::string_view>& names) const {
  std::string missing;
  for (const std::string_view name : names)
    if (column(name) < 0) missing += fmt::format("{}{}", missing.empty() ? "" : ", ", name);
  if (missing.empty()) return;
  std::string found;
  for (const std::string& name : header_) {
    if (found.size() > 200) break;
    found += fmt::format("{}{}", found.empty() ? "" : ", ", name.substr(0, 40));
  }
  throw BadFile(fmt::format("Line 1 lacks these columns: {}. It has: {}.", missing, found));
}

bool CsvReader::read_row(std::vector<std::string>& fields) {
  row_line_ = line_;
  std::size_t used = 0;
  const auto next_field = [&]() -> std::string& {
    if (used == fields.size()) fields.emplace_back();
    fields[used].clear();
    return fields[used++];
  };
  std::string* field = &next_field();
  bool any = false;
  bool quoted = false;
  for (int c = get(); c >= 0; c = get()) {
    any = true;
    if (field->size() > kLongestField)
      throw BadFile(fmt::format(
          "Line {}: a field is longer than 64 KB. Is a quotation mark missing?", row_line_));
    if (quoted) {
      if (c == '\n') ++line_;
      if (c != '"') {
        field->push_back(static_cast<char>(c));
      } else if (peek() == '"') {
        field->push_back(static_cast<char>(get()));
      } else {
        quoted = false;
      }
    } else if (c == '"' && field->empty()) {
      quoted = true;
    } else if (c == separator_) {
      field = &next_field();
    } else if (c == '\n') {
      ++line_;
      break;
    } else if (c != '\r' || peek() != '\n') {
      field->push_back(static_cast<char>(c));
    }
  }
  if (quoted)
    throw BadFile(fmt::format("Line {}: a quotation mark is opened and never closed.", row_line_));
  fields.resize(used);
  return any;
}

void CsvReader::check_utf8(const std::vector<std::string>& fields) const {
  for (const std::string& f : fields)
    if (!is_utf8(f))
      throw BadFile(
          fmt::format("Line {}: the text is not UTF-8 (Latin-1 or Windows-1252, perhaps). Save the "
                      "file as UTF-8 and try again.",
                      row_line_));
}

bool CsvReader::next(std::vector<std::string>& fields) {
  while (read_row(fields)) {
    if (fields.size() == 1 && fields[0].empty()) continue;
    check_utf8(fields);
    return true;
  }
  return false;
}

int CsvReader::percent() const {
  if (source_->size == 0) return 100;
  const auto offset = static_cast<double>(gzoffset(source_->file));
  return std::clamp(static_cast<int>(100 * offset / static_cast<double>(source_->size)), 0, 100);
}

}  // namespace palier::places
