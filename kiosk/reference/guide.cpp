#include "kiosk/reference/guide.h"

#include <algorithm>

#include "kiosk/reference/spelling.h"

namespace linli::reference {
namespace {

/// The best of its names; a title is better than a key word.
std::optional<int> rank_of(const Article& article, const SearchWord& word) {
  std::optional<int> best;
  for (std::size_t i = 0; i < article.names.size(); ++i) {
    const std::string& name = article.names[i];
    const auto syllables = word.letters ? usual_syllables_of(name) : std::vector<std::string>{};
    const auto match = match_of(word, search_keys(name, syllables));
    if (!match) continue;
    const int rank = static_cast<int>(*match) * 2 + (i == 0 ? 0 : 1);
    best = std::min(best.value_or(rank), rank);
  }
  return best;
}

}  // namespace

std::vector<std::string> lines_of(const Article& article, GuideSection section,
                                  const catalogue::Region& region, std::chrono::year_month_day day,
                                  catalogue::Language language) {
  std::vector<std::string> lines;
  for (const catalogue::Text& text : article.lines(section)) {
    auto line = catalogue::with_amounts(text.in(language), region, day);
    if (line) lines.push_back(*std::move(line));
  }
  return lines;
}

const catalogue::Hotline* hotline_of(const Article& article, const catalogue::Region& region) {
  const auto found =
      std::ranges::find(region.hotlines, article.hotline, &catalogue::Hotline::number);
  if (found != region.hotlines.end()) return &*found;
  return region.hotlines.empty() ? nullptr : &region.hotlines.front();
}

std::string take_along_text(const Article& article, const catalogue::Region& region,
                            std::chrono::year_month_day day, catalogue::Language language) {
  constexpr std::array kWorthTaking{GuideSection::what, GuideSection::who, GuideSection::bring,
                                    GuideSection::amount, GuideSection::time};
  static const catalogue::Text kBring{"带：", "Bring: "};
  std::string text = article.title.in(language);
  const auto* hotline = hotline_of(article, region);
  const std::string last =
      hotline == nullptr ? "" : "\n" + hotline->label.in(language) + " " + hotline->number;
  for (const GuideSection section : kWorthTaking) {
    const std::string before = section == GuideSection::bring ? kBring.in(language) : "";
    for (const auto& line : lines_of(article, section, region, day, language)) {
      const std::string next = "\n" + before + line;
      if (text.size() + next.size() + last.size() <= kMostCodeBytes) text += next;
    }
  }
  return text + last;
}

std::vector<const Article*> PolicyGuide::in(catalogue::ServiceGroup group) const {
  std::vector<const Article*> found;
  for (const Article& article : articles) {
    if (article.group == group) found.push_back(&article);
  }
  return found;
}

std::vector<const Article*> PolicyGuide::find(std::string_view text) const {
  const auto word = search_word(text);
  if (!word) return {};
  std::vector<std::pair<int, const Article*>> ranked;
  for (const Article& article : articles) {
    if (const auto rank = rank_of(article, *word)) ranked.emplace_back(*rank, &article);
  }
  std::ranges::stable_sort(ranked, {}, &std::pair<int, const Article*>::first);
  std::vector<const Article*> found;
  for (const auto& [rank, article] : ranked) found.push_back(article);
  return found;
}

const Article* PolicyGuide::with_id(std::string_view id) const {
  const auto found = std::ranges::find(articles, id, &Article::id);
  return found == articles.end() ? nullptr : &*found;
}

}  // namespace linli::reference
