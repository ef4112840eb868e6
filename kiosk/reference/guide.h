#pragma once
#include <array>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/catalogue/catalogue_error.h"
#include "kiosk/catalogue/region.h"
#include "kiosk/catalogue/service.h"
#include "kiosk/catalogue/text.h"

/// The policy guide (政策指南): what there is, for whom, how much, and how to get it. Plain data;
/// once it is loaded any thread may read it.
namespace linli::reference {

/// What an article says, in the order in which it is read.
enum class GuideSection { what, who, amount, bring, time, where };
inline constexpr int kGuideSections = static_cast<int>(GuideSection::where) + 1;

struct Article {
  std::string id;  // the name of its file: old_age_allowance
  catalogue::ServiceGroup group{};
  int order = 0;  // within its group, from 1
  catalogue::Text title;
  /// One list for each GuideSection; empty: no document says it, ask staff. {parameters} of the
  /// region may stand in the lines.
  std::array<std::vector<catalogue::Text>, kGuideSections> sections;
  std::string hotline;  // 12345
  std::string service;  // id in the catalogue; empty: none
  std::vector<catalogue::Source> sources;
  std::vector<std::string> names;  // found by: the title first, then the key words

  const std::vector<catalogue::Text>& lines(GuideSection section) const {
    return sections[static_cast<std::size_t>(section)];
  }
};

/// A section's lines with the region's figures. Empty where a figure is unknown there, too: half a
/// promise is none.
std::vector<std::string> lines_of(const Article& article, GuideSection section,
                                  const catalogue::Region& region, std::chrono::year_month_day day,
                                  catalogue::Language language);

/// The region's hotline of the article's number, else the region's first; null: it has none.
const catalogue::Hotline* hotline_of(const Article& article, const catalogue::Region& region);

/// The longest text that a code holds which old phones read without trouble.
inline constexpr std::size_t kMostCodeBytes = 300;
/// Title, hotline, and as many lines as fit in between, for a QR code.
std::string take_along_text(const Article& article, const catalogue::Region& region,
                            std::chrono::year_month_day day, catalogue::Language language);

struct PolicyGuide {
  std::vector<Article> articles;  // by group, and within it by their order

  std::vector<const Article*> in(catalogue::ServiceGroup group) const;
  /// By word, pinyin or first letters, the best first; empty for a text that is none of them. The
  /// readings of characters are looked up here and not while loading: that would hold up the start.
  std::vector<const Article*> find(std::string_view text) const;
  const Article* with_id(std::string_view id) const;
};

/// Reads DIR/guide/*.json. Every fault is reported, not only the first. `parameters`: what texts
/// may name.
Expected<PolicyGuide, std::vector<catalogue::CatalogueError>> load_guide(
    const std::filesystem::path& directory, const std::vector<catalogue::Parameter>& parameters);

/// As it stands in the files: "amount".
std::string_view name_of(GuideSection section);

}  // namespace linli::reference
