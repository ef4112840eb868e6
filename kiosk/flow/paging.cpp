#include "kiosk/flow/paging.h"

#include <algorithm>

namespace linli::flow {
namespace {

int pages_of(int items, int per_page) { return std::max(1, (items + per_page - 1) / per_page); }

}  // namespace

Slice slice_at(int first, int items, int per_page) {
  Slice slice;
  slice.pages = pages_of(items, per_page);
  slice.page = std::clamp(first / per_page, 0, slice.pages - 1);
  slice.first = slice.page * per_page;
  slice.count = std::min(per_page, items - slice.first);
  return slice;
}

std::optional<int> first_of_page(int page, int items, int per_page) {
  if (page < 0 || page >= pages_of(items, per_page)) return {};
  return page * per_page;
}

}  // namespace linli::flow
