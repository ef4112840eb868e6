#pragma once
#include <pango/pangocairo.h>

#include <memory>
#include <string>

/// Inside kiosk/documents: Pango's and Cairo's things as values, and words set in the documents'
/// font. What is missing there (rare characters) comes from the fonts that fontconfig knows.
namespace linli::documents {

template <auto destroy>
struct Destroy {
  template <class T>
  void operator()(T* object) const {
    destroy(object);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Destroy<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Destroy<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Destroy<g_object_unref>>;
using Lines = std::unique_ptr<PangoLayoutIter, Destroy<pango_layout_iter_free>>;

/// Cairo's fonts, of one thread.
class Fonts {
 public:
  Fonts();
  PangoContext* get() const { return context_.get(); }

 private:
  std::unique_ptr<PangoFontMap, Destroy<g_object_unref>> map_;
  std::unique_ptr<PangoContext, Destroy<g_object_unref>> context_;
};

enum class Weight { regular, bold };
struct Setting {
  double size;   // in the surface's units
  double width;  // of the lines, likewise
  Weight weight = Weight::regular;
};
Layout make_layout(const Fonts& fonts, const std::string& text, const Setting& setting);

/// In the surface's units.
double height_of(const Layout& layout);
/// Of its longest line.
double width_of(const Layout& layout);

}  // namespace linli::documents
