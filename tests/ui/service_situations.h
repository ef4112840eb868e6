#pragma once
#include "tests/ui/situations.h"

namespace linli::tests {

/// Menus, the questions before an application, and the pages of the service of tests/services with
/// every kind of field.
void add_service_situations(std::vector<Situation>& all);

/// Every page of the shipped services, with its name; the view is gone when `show` returns.
using ShowShippedPage = std::function<void(const std::string& name, const flow::View& view)>;
void for_each_shipped_page(flow::DisplayMode mode, const ShowShippedPage& show);

}  // namespace linli::tests
