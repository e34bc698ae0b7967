#include "core/http/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <new>

#include "core/http/decode.hpp"

namespace palier::http {

namespace {

// Measured on a page of 13.6 KB of ours, CPU time on one core: gzip 1 takes 30 us to 29 %, 6 takes
// 70 us to 25 %; brotli 5 takes 84 us to 24 %, 4 takes 71 us to 26 %, and 3, oddly, 160 us.
constexpr int kGzipLevel = 1;
constexpr int kBrotliQuality = 5;

/// A deflate state costs 256 KB to set up: each worker keeps its own.
class Deflate {
 public:
  Deflate() {
    constexpr int kGzipHeader = 16;
    if (deflateInit2(&z_, kGzipLevel, Z_DEFLATED, MAX_WBITS + kGzipHeader, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK)
      throw std::bad_alloc();
  }
  ~Deflate() { deflateEnd(&z_); }
  Deflate(const Deflate&) = delete;
  Deflate& operator=(const Deflate&) = delete;

  std::string run(std::string_view in) {
    deflateReset(&z_);
    std::string out(deflateBound(&z_, in.size()), '\0');
    z_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    z_.avail_in = static_cast<uInt>(in.size());
    z_.next_out = reinterpret_cast<Bytef*>(out.data());
    z_.avail_out = static_cast<uInt>(out.size());
    deflate(&z_, Z_FINISH);
    out.resize(out.size() - z_.avail_out);
    return out;
  }

 private:
  z_stream z_{};
};

std::string brotli(std::string_view in) {
  std::size_t size = BrotliEncoderMaxCompressedSize(in.size());
  std::string out(size, '\0');
  if (!BrotliEncoderCompress(kBrotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, in.size(),
                             reinterpret_cast<const std::uint8_t*>(in.data()), &size,
                             reinterpret_cast<std::uint8_t*>(out.data())))
    throw std::bad_alloc();
  out.resize(size);
  return out;
}

}  // namespace

std::string_view name(Encoding encoding) {
  switch (encoding) {
    case Encoding::gzip:
      return "gzip";
    case Encoding::brotli:
      return "br";
    case Encoding::none:
      break;
  }
  return "";
}

bool accepts(std::string_view accept_encoding, Encoding encoding) {
  if (encoding == Encoding::none) return true;
  bool star = false;
  while (!accept_encoding.empty()) {
    const std::size_t comma = accept_encoding.find(',');
    const std::string_view item = accept_encoding.substr(0, comma);
    const std::string_view coding = trimmed(item.substr(0, item.find(';')));
    // Weight 0, "q=0", "q=0.000": refused.
    const std::size_t q = item.find("q=");
    const bool refused =
        q != std::string_view::npos && item.find(';') < q &&
        trimmed(item.substr(q + 2)).find_first_not_of("0.") == std::string_view::npos;
    if (iequals(coding, name(encoding)) ||
        (encoding == Encoding::gzip && iequals(coding, "x-gzip")))
      return !refused;
    if (coding == "*") star = !refused;
    if (comma == std::string_view::npos) break;
    accept_encoding.remove_prefix(comma + 1);
  }
  return star;
}

Encoding negotiate_encoding(std::string_view accept_encoding) {
  if (accepts(accept_encoding, Encoding::brotli)) return Encoding::brotli;
  if (accepts(accept_encoding, Encoding::gzip)) return Encoding::gzip;
  return Encoding::none;
}

bool compressible(std::string_view media_type) {
  const std::string_view type = trimmed(media_type.substr(0, media_type.find(';')));
  return (type.starts_with("text/") && type != "text/event-stream") || type.ends_with("+json") ||
         type.ends_with("+xml") || type == "application/json" || type == "application/xml" ||
         type == "application/javascript";
}

std::string compress(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::brotli) return brotli(bytes);
  if (encoding == Encoding::none) return std::string(bytes);
  static thread_local Deflate deflate;
  return deflate.run(bytes);
}

}  // namespace palier::http
