#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace palier::places {

/// The file cannot be read as what it claims to be; what() is a sentence for whoever imports it.
struct BadFile : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads a CSV file, plain or gzip (told by its first bytes), row by row: RFC 4180 quoting, LF or
/// CRLF, a byte order mark skipped, the separator (; , or tab) told from the header. Throws BadFile
/// on what is not UTF-8, on a broken archive and on a quote that never ends.
class CsvReader {
 public:
  explicit CsvReader(const std::filesystem::path& file);
  ~CsvReader();

  const std::vector<std::string>& header() const { return header_; }
  /// Position of a column, or -1.
  int column(std::string_view name) const;
  /// Throws BadFile naming every one of these that the header lacks.
  void require(const std::vector<std::string_view>& names) const;

  /// The next row that is not blank; false at the end. Fields live until the next call.
  bool next(std::vector<std::string>& fields);
  /// Line on which the last row began; the header is line 1.
  std::int64_t line() const { return row_line_; }
  /// How much of the file's bytes has been read, 0 to 100.
  int percent() const;

 private:
  struct Source;
  bool read_row(std::vector<std::string>& fields);
  int get();
  int peek();
  void check_utf8(const std::vector<std::string>& fields) const;

  std::filesystem::path file_;
  std::unique_ptr<Source> source_;
  std::vector<std::string> header_;
  char separator_ = ';';
  std::int64_t line_ = 1;
  std::int64_t row_line_ = 1;
};

/// Whether the bytes are well-formed UTF-8 (no overlong forms, no surrogates).
bool is_utf8(std::string_view bytes);

}  // namespace palier::places
