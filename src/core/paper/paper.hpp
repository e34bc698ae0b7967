#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace palier::paper {

/// What is drawn on paper, in millimetres from the top of the page and from the side where lines
/// begin: left, or right in a language written from right to left, where everything is mirrored by
/// itself. Text sizes are in points.
enum class Format : std::uint8_t { a4, a3 };
/// Colour, or black alone and no filled areas, for printers at home.
enum class Ink : std::uint8_t { colour, saving };

struct Colour {
  double r = 0, g = 0, b = 0;
};
inline constexpr Colour kInk{0.14, 0.11, 0.09};
inline constexpr Colour kDoor{0.05, 0.33, 0.27};
inline constexpr Colour kTile{0.54, 0.21, 0.09};
inline constexpr Colour kWash{0.90, 0.95, 0.92};
inline constexpr Colour kPaper{1, 1, 1};

enum class Align : std::uint8_t { start, centre, end };
/// What a text is, for readers of the file that do not see it (PDF 1.7, 14.8).
enum class Part : std::uint8_t { heading, subheading, paragraph, item, none };

struct Style {
  double size = 12;  ///< Points.
  bool bold = false;
  Colour colour = kInk;
  Align align = Align::start;
  double leading = 1.25;  ///< Line height in text sizes.
  Part part = Part::paragraph;
};

/// One page while it is drawn.
class Sheet {
 public:
  virtual ~Sheet() = default;
  virtual double width() const = 0;  ///< Millimetres.
  virtual double height() const = 0;
  virtual Ink ink() const = 0;

  /// Writes and wraps; answers the height used.
  virtual double text(double x, double y, double width, std::string_view words,
                      const Style& style) = 0;
  virtual double text_height(double width, std::string_view words, const Style& style) = 0;
  /// As large as the style says, or smaller until it fits the height, at least `smallest` points;
  /// what then still does not fit is cut with …. Answers the height used.
  double fitted(double x, double y, double width, double height, std::string_view words,
                Style style, double smallest);

  /// The size at which each of these fits on one line of that width, at least `smallest`: so that
  /// what belongs together looks alike.
  double common_size(double width, const std::vector<std::string>& lines, Style style,
                     double smallest);

  /// A filled or framed area with round corners. With little ink a filled one is only framed.
  virtual void box(double x, double y, double width, double height, double radius, Colour colour,
                   bool filled) = 0;
  virtual void line(double x1, double y1, double x2, double y2, double thickness, Colour colour,
                    bool dashed = false) = 0;
  /// A line to write on by hand, with its label above it where there is one.
  void blank(double x, double y, double width, std::string_view label);
  /// A QR code (ISO/IEC 18004, error correction M) with its quiet zone of four modules, `side` in
  /// all. A link in the file too where it is an address.
  virtual void qr(double x, double y, double side, std::string_view content) = 0;
  /// Text set sideways, for strips that are torn off: from bottom to top, within width × height of
  /// the strip as it stands on the page.
  virtual void sideways(double x, double y, double width, double height, std::string_view words,
                        const Style& style) = 0;
};

using Draw = std::function<void(Sheet&)>;

struct About {
  std::string title, language = "fr", author;
  bool right_to_left = false;
  Format format = Format::a4;
  bool landscape = false;
  Ink ink = Ink::colour;
};

/// A PDF that grows page by page and hands out its bytes on the way, so that ten thousand pages
/// need no more memory than a few. Fonts are embedded as far as used, text can be
/// selected.
class Book {
 public:
  explicit Book(const About& about);
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;
  void page(const Draw& draw);
  /// What there is to send since the last call.
  std::string take();
  /// No page more; take() then has the end.
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The whole PDF of some pages.
std::string pdf(const About& about, const std::vector<Draw>& pages);
/// One page as PNG, so many pixels wide: what a preview shows.
std::string png(const About& about, int pixels, const Draw& draw);

}  // namespace palier::paper
