#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <cmath>
#include <qrcodegen/qrcodegen.hpp>
#include <stdexcept>

#include "core/paper/paper.hpp"

namespace palier::paper {
namespace {

constexpr double kPoint = 72.0 / 25.4;  ///< Points in a millimetre.
/// The first that is installed; each has the scripts of most languages spoken around us.
constexpr const char* kFamily = "Noto Sans, DejaVu Sans, sans-serif";

struct Extent {
  double width, height;  ///< Millimetres.
};
Extent extent(const About& about) {
  const Extent upright = about.format == Format::a3 ? Extent{297, 420} : Extent{210, 297};
  return about.landscape ? Extent{upright.height, upright.width} : upright;
}

const char* tag(Part part) {
  switch (part) {
    case Part::heading:
      return "H1";
    case Part::subheading:
      return "H2";
    case Part::item:
    case Part::paragraph:
      return "P";
    case Part::none:
      break;
  }
  return nullptr;
}

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

class CairoSheet final : public Sheet {
 public:
  CairoSheet(cairo_t* cr, const About& about) : cr_(cr), about_(about), extent_(extent(about)) {}

  double width() const override { return extent_.width; }
  double height() const override { return extent_.height; }
  Ink ink() const override { return about_.ink; }

  double text(double x, double y, double width, std::string_view words,
              const Style& style) override {
    const Layout layout = laid_out(width, words, style);
    const char* role = tag(style.part);
    if (role) cairo_tag_begin(cr_, role, nullptr);
    colour(style.colour);
    cairo_move_to(cr_, from_start(x, width) * kPoint, y * kPoint);
    pango_cairo_show_layout(cr_, layout.get());
    if (role) cairo_tag_end(cr_, role);
    return height_of(layout.get());
  }

  double text_height(double width, std::string_view words, const Style& style) override {
    return height_of(laid_out(width, words, style).get());
  }

  void box(double x, double y, double width, double height, double radius, Colour fill,
           bool filled) override {
    const double left = from_start(x, width) * kPoint, top = y * kPoint;
    const double w = width * kPoint, h = height * kPoint, r = radius * kPoint;
    cairo_new_sub_path(cr_);
    cairo_arc(cr_, left + w - r, top + r, r, -M_PI / 2, 0);
    cairo_arc(cr_, left + w - r, top + h - r, r, 0, M_PI / 2);
    cairo_arc(cr_, left + r, top + h - r, r, M_PI / 2, M_PI);
    cairo_arc(cr_, left + r, top + r, r, M_PI, 3 * M_PI / 2);
    cairo_close_path(cr_);
    if (filled && about_.ink == Ink::colour) {
      colour(fill);
      cairo_fill(cr_);
      return;
    }
    colour(filled ? kInk : fill);
    cairo_set_line_width(cr_, 0.4 * kPoint);
    cairo_stroke(cr_);
  }

  void line(double x1, double y1, double x2, double y2, double thickness, Colour c,
            bool dashed) override {
    const double dash[] = {1.6 * kPoint, 1.4 * kPoint};
    cairo_set_dash(cr_, dash, dashed ? 2 : 0, 0);
    colour(c);
    cairo_set_line_width(cr_, thickness * kPoint);
    cairo_move_to(cr_, from_start(x1, 0) * kPoint, y1 * kPoint);
    cairo_line_to(cr_, from_start(x2, 0) * kPoint, y2 * kPoint);
    cairo_stroke(cr_);
    cairo_set_dash(cr_, nullptr, 0, 0);
  }

  void qr(double x, double y, double side, std::string_view content) override {
    using qrcodegen::QrCode;
    const auto code = QrCode::encodeText(std::string(content).c_str(), QrCode::Ecc::MEDIUM);
    constexpr int kQuiet = 4;
    const double module = side / (code.getSize() + 2 * kQuiet) * kPoint;
    const double left = from_start(x, side) * kPoint, top = y * kPoint;
    // White around and under it, whatever it lies on; and never another colour than black.
    cairo_set_source_rgb(cr_, 1, 1, 1);
    cairo_rectangle(cr_, left, top, side * kPoint, side * kPoint);
    cairo_fill(cr_);
    cairo_set_source_rgb(cr_, 0, 0, 0);
    for (int row = 0; row < code.getSize(); ++row)
      for (int from = 0; from < code.getSize(); ++from) {
        if (!code.getModule(from, row)) continue;
        int to = from;
        while (to < code.getSize() && code.getModule(to, row)) ++to;
        cairo_rectangle(cr_, left + (from + kQuiet) * module, top + (row + kQuiet) * module,
                        (to - from) * module, module);
        from = to;
      }
    cairo_set_antialias(cr_, CAIRO_ANTIALIAS_NONE);
    cairo_fill(cr_);
    cairo_set_antialias(cr_, CAIRO_ANTIALIAS_DEFAULT);
  }

  void sideways(double x, double y, double width, double height, std::string_view words,
                const Style& style) override {
    const Layout layout = laid_out(height, words, style);
    cairo_save(cr_);
    cairo_translate(cr_, from_start(x, width) * kPoint, (y + height) * kPoint);
    cairo_rotate(cr_, -M_PI / 2);
    colour(style.colour);
    cairo_move_to(cr_, 0, (width - height_of(layout.get())) / 2 * kPoint);
    pango_cairo_show_layout(cr_, layout.get());
    cairo_restore(cr_);
  }

 private:
  double from_start(double x, double width) const {
    return about_.right_to_left ? extent_.width - x - width : x;
  }

  void colour(Colour c) {
    if (about_.ink == Ink::saving && !(c.r == 1 && c.g == 1 && c.b == 1)) c = {0, 0, 0};
    // White text on an area that is not filled would not be seen.
    if (about_.ink == Ink::saving) c = {0, 0, 0};
    cairo_set_source_rgb(cr_, c.r, c.g, c.b);
  }

  Layout laid_out(double width, std::string_view words, const Style& style) {
    Layout layout(pango_cairo_create_layout(cr_));
    PangoContext* context = pango_layout_get_context(layout.get());
    pango_context_set_language(context, pango_language_from_string(about_.language.c_str()));
    pango_context_set_base_dir(context,
                               about_.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    PangoFontDescription* font = pango_font_description_from_string(kFamily);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    pango_layout_set_width(layout.get(), static_cast<int>(width * kPoint * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout.get(), static_cast<float>(style.leading / 1.36));
    pango_layout_set_alignment(layout.get(), style.align == Align::centre ? PANGO_ALIGN_CENTER
                                             : style.align == Align::end  ? PANGO_ALIGN_RIGHT
                                                                          : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
    return layout;
  }

  static double height_of(PangoLayout* layout) {
    int height = 0;
    pango_layout_get_size(layout, nullptr, &height);
    return height / static_cast<double>(PANGO_SCALE) / kPoint;
  }

  cairo_t* cr_;
  const About& about_;
  const Extent extent_;
};

struct DropSurface {
  void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
};
struct DropContext {
  void operator()(cairo_t* cr) const { cairo_destroy(cr); }
};
using Surface = std::unique_ptr<cairo_surface_t, DropSurface>;
using Context = std::unique_ptr<cairo_t, DropContext>;

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

void check(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error(std::string("drawing failed: ") + cairo_status_to_string(status));
}

}  // namespace

struct Book::Impl {
  explicit Impl(About a) : about(std::move(a)) {
    const Extent e = extent(about);
    surface.reset(
        cairo_pdf_surface_create_for_stream(append, &bytes, e.width * kPoint, e.height * kPoint));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, about.title.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_AUTHOR, about.author.c_str());
    context.reset(cairo_create(surface.get()));
  }
  About about;
  std::string bytes;  // Before the surface, whose end writes to it.
  Surface surface;
  Context context;
  std::unique_ptr<CairoSheet> sheet;
};

Book::Book(const About& about) : impl_(std::make_unique<Impl>(about)) {
  impl_->sheet = std::make_unique<CairoSheet>(impl_->context.get(), impl_->about);
}
Book::~Book() = default;

void Book::page(const Draw& draw) {
  draw(*impl_->sheet);
  cairo_show_page(impl_->context.get());
  check(cairo_status(impl_->context.get()));
}

std::string Book::take() {
  return std::exchange(impl_->bytes, {});
}

void Book::finish() {
  cairo_surface_finish(impl_->surface.get());
  check(cairo_surface_status(impl_->surface.get()));
}

std::string png(const About& about, int pixels, const Draw& draw) {
  const Extent e = extent(about);
  const double scale = pixels / (e.width * kPoint);
  const int high = static_cast<int>(std::lround(e.height * kPoint * scale));
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels, high));
  const Context context(cairo_create(surface.get()));
  cairo_set_source_rgb(context.get(), 1, 1, 1);
  cairo_paint(context.get());
  cairo_scale(context.get(), scale, scale);
  CairoSheet sheet(context.get(), about);
  draw(sheet);
  check(cairo_status(context.get()));
  std::string out;
  check(cairo_surface_write_to_png_stream(surface.get(), append, &out));
  return out;
}

}  // namespace palier::paper
