#include "kiosk/flow/guide_reading.h"

#include "kiosk/flow/paging.h"

namespace linli::flow {
namespace {

using reference::GuideSection;
using reference::kGuideSections;

int matters_per_page(DisplayMode mode) { return mode == DisplayMode::large ? 4 : 6; }
int sections_per_page(DisplayMode mode) { return mode == DisplayMode::large ? 1 : 3; }

}  // namespace

GuideReading::GuideReading(Surroundings& around) : around_(around), guide_(*around.needs.guide) {}

std::chrono::year_month_day GuideReading::today() const {
  return base::hall_time(around_.needs.clock.now()).date;
}

void GuideReading::search(const std::string& text) {
  searched_ = text;
  group_.reset();
  article_ = nullptr;
  first_matter_ = 0;
  matters_ = guide_.find(text);
}

void GuideReading::choose(catalogue::ServiceGroup group) {
  searched_.clear();
  group_ = group;
  first_matter_ = 0;
  matters_ = guide_.in(group);
}

void GuideReading::open(const reference::Article* article) {
  for (const reference::Article& one : guide_.articles) {
    if (&one != article) continue;
    article_ = article;
    taking_ = false;
    first_section_ = 0;
  }
}

void GuideReading::take_along() { taking_ = article_ != nullptr; }

void GuideReading::turn_page(int page, DisplayMode mode) {
  if (article_ != nullptr) {
    first_section_ =
        first_of_page(page, kGuideSections, sections_per_page(mode)).value_or(first_section_);
  } else {
    const int count = static_cast<int>(matters_.size());
    first_matter_ = first_of_page(page, count, matters_per_page(mode)).value_or(first_matter_);
  }
}

bool GuideReading::back() {
  if (taking_) {
    taking_ = false;
  } else if (article_ != nullptr) {
    article_ = nullptr;
  } else if (group_ || !searched_.empty()) {
    group_.reset();
    searched_.clear();
    matters_.clear();
  } else {
    return false;
  }
  return true;
}

GuideListView GuideReading::list_view(DisplayMode mode) const {
  GuideListView view{.group = group_, .searched = searched_};
  view.can_write = around_.needs.typing != nullptr;
  if (!group_ && searched_.empty()) {
    for (const auto& row : catalogue::kServiceGroups) {
      if (!guide_.in(row.group).empty()) view.groups.push_back(row.group);
    }
    return view;
  }
  const Slice slice =
      slice_at(first_matter_, static_cast<int>(matters_.size()), matters_per_page(mode));
  const auto from = matters_.begin() + slice.first;
  view.articles.assign(from, from + slice.count);
  view.page = slice.page;
  view.pages = slice.pages;
  return view;
}

ArticleView GuideReading::article_view(DisplayMode mode, catalogue::Language language,
                                       const catalogue::Service* can_apply) const {
  const auto& region = around_.needs.catalogue.region;
  ArticleView view{.article = article_,
                   .hotline = reference::hotline_of(*article_, region),
                   .can_apply = can_apply};
  if (taking_) {
    view.code = reference::take_along_text(*article_, region, today(), language);
    return view;
  }
  const Slice slice = slice_at(first_section_, kGuideSections, sections_per_page(mode));
  for (int i = slice.first; i < slice.first + slice.count; ++i) {
    const auto section = static_cast<GuideSection>(i);
    view.sections.push_back(
        {section, reference::lines_of(*article_, section, region, today(), language)});
  }
  view.page = slice.page;
  view.pages = slice.pages;
  view.with_sources = slice.page + 1 == slice.pages;
  return view;
}

}  // namespace linli::flow
