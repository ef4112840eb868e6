#pragma once
#include "tests/ui/situations.h"

/// The people and things in the situations. All invented.
namespace linli::tests {

inline constexpr base::WallTime kNow{
    std::chrono::milliseconds(1795311660000)};  // 2026-11-22 09:41 +8
inline constexpr const char* kMaskedName = "王*芳";
inline constexpr const char* kMaskedNumber = "9901**********0023";

/// With every service that is shipped.
const catalogue::Catalogue& shipped_catalogue();
typing::Engines& engines();
const catalogue::Service* relief();
/// What has been answered to a field of the relief application; null for nothing.
const domain::Answer* answer_to(const std::string& field);
offline_cache::BenefitAnswer invented_benefits();
domain::Receipt invented_receipt();
std::shared_ptr<const drivers::PreviewFrame> invented_frame();

/// Nobody's, and somebody's session, without a screen yet.
flow::View idle_view(flow::DisplayMode mode);
flow::View open_view(flow::DisplayMode mode);

}  // namespace linli::tests
