#pragma once
#include <optional>

namespace linli::flow {

/// What of a list a screen shows. Machines keep the first item shown instead of
/// a page number, so that a switch of mode, which changes the size of pages,
/// keeps the place.
struct Slice {
  int page = 0;  // of pages, from 0
  int pages = 1;
  int first = 0;  // items shown: [first, first + count)
  int count = 0;
};

/// The page that shows item `first`, or the last one if there are fewer items.
Slice slice_at(int first, int items, int per_page);

/// The first item of a page; empty if there is no such page.
std::optional<int> first_of_page(int page, int items, int per_page);

}  // namespace linli::flow
