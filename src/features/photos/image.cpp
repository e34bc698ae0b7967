#include "features/photos/image.hpp"

#include <vips/vips.h>

#include <algorithm>
#include <memory>
#include <semaphore>

namespace palier::photos {
namespace {

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

/// Starts the library once, without its cache of operations, without threads of its own, and
/// without the loaders that its authors do not trust with bytes from strangers.
void start() {
  static const bool started = [] {
    if (VIPS_INIT("palier")) throw std::runtime_error("libvips does not start");
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    // What is wrong with a stranger's file is told to the stranger, not to the log.
    g_log_set_handler(
        "VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_WARNING),
        [](const char*, GLogLevelFlags, const char*, void*) {}, nullptr);
    return true;
  }();
  (void)started;
}

/// Pictures unpacked take memory: 40 megapixels are 160 MB.
std::counting_semaphore<2>& seats() {
  static std::counting_semaphore<2> two(2);
  return two;
}
class Seat {
 public:
  Seat() { seats().acquire(); }
  ~Seat() { seats().release(); }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;
};

bool heif(std::string_view b) {
  if (b.size() < 12 || b.substr(4, 4) != "ftyp") return false;
  const auto brand = b.substr(8, 4);
  return brand == "heic" || brand == "heix" || brand == "mif1" || brand == "avif";
}

/// Only the header is read here: the rest when pixels are asked for.
Image open(std::string_view b, bool& known) {
  void* data = const_cast<char*>(b.data());  // Read only; the C interface lacks the word.
  VipsImage* image = nullptr;
  const auto fail = VIPS_FAIL_ON_ERROR;
  known = true;
  if (b.starts_with("\xFF\xD8\xFF"))
    vips_jpegload_buffer(data, b.size(), &image, "fail_on", fail, nullptr);
  else if (b.starts_with("\x89PNG\r\n\x1A\n"))
    vips_pngload_buffer(data, b.size(), &image, "fail_on", fail, nullptr);
  else if (b.size() > 12 && b.starts_with("RIFF") && b.substr(8, 4) == "WEBP")
    vips_webpload_buffer(data, b.size(), &image, "fail_on", fail, nullptr);
  else if (b.starts_with("GIF87a") || b.starts_with("GIF89a"))
    vips_gifload_buffer(data, b.size(), &image, "fail_on", fail, nullptr);
  else if (heif(b))
    vips_heifload_buffer(data, b.size(), &image, "fail_on", fail, nullptr);
  else
    known = false;
  return Image(image);
}

/// At most `longest` pixels on its longer side, upright, in sRGB; never made larger.
Image shrunk(VipsImage* from, int longest) {
  VipsImage* out = nullptr;
  if (vips_thumbnail_image(from, &out, longest, "height", longest, "size", VIPS_SIZE_DOWN,
                           "export_profile", "srgb", "fail_on", VIPS_FAIL_ON_ERROR, nullptr))
    return nullptr;
  return Image(out);
}

/// Where and when it was taken, by what camera, and what programs wrote beside the pixels.
void forget_metadata(VipsImage* image) {
  static constexpr std::string_view kOurs[] = {"width",   "height",  "bands",          "format",
                                               "coding",  "xres",    "interpretation", "yres",
                                               "xoffset", "yoffset", "filename"};
  char** fields = vips_image_get_fields(image);
  for (char** field = fields; *field; ++field)
    if (std::find(std::begin(kOurs), std::end(kOurs), std::string_view(*field)) == std::end(kOurs))
      vips_image_remove(image, *field);
  g_strfreev(fields);
}

/// In memory, so that what is broken shows now and the source is read once; the pixels alone.
Image whole(const Image& lazy) {
  Image out(lazy ? vips_image_copy_memory(lazy.get()) : nullptr);
  if (out) forget_metadata(out.get());
  return out;
}

std::string webp(VipsImage* image) {
  void* bytes = nullptr;
  std::size_t size = 0;
  if (vips_webpsave_buffer(image, &bytes, &size, "Q", 80, "effort", 3, "strip", TRUE, nullptr))
    return "";
  std::string out(static_cast<const char*>(bytes), size);
  g_free(bytes);
  return out;
}

}  // namespace

tl::expected<Prepared, Flaw> read_image(std::string_view bytes) {
  start();
  const Seat seat;
  // Messages of the library are per thread and are of no use to anybody who uploads.
  struct Forget {
    ~Forget() { vips_error_clear(); }
  } const forget;

  bool known = false;
  const Image source = open(bytes, known);
  if (!known) return tl::unexpected(Flaw::unknown_type);
  if (!source) return tl::unexpected(Flaw::broken);
  const double width = vips_image_get_width(source.get());
  const double height = vips_image_get_height(source.get());
  if (width * height > kMostPixels) return tl::unexpected(Flaw::too_large);

  const Image large = whole(shrunk(source.get(), kLarge));
  const Image small = large ? whole(shrunk(large.get(), kSmall)) : nullptr;
  if (!small) return tl::unexpected(Flaw::broken);
  Prepared out;
  out.large = webp(large.get());
  out.small = webp(small.get());
  if (out.large.empty() || out.small.empty()) return tl::unexpected(Flaw::broken);
  out.width = vips_image_get_width(large.get());
  out.height = vips_image_get_height(large.get());
  out.small_width = vips_image_get_width(small.get());
  out.small_height = vips_image_get_height(small.get());
  return out;
}

}  // namespace palier::photos
