#pragma once
#include <string_view>

/// Texts in an item's problem (QueueItem::problem) by which the day's overview
/// tells its ItemTrouble; whoever notes a problem of these kinds uses them.
namespace linli::offline_cache::item_problem {

inline constexpr std::string_view kContentDamaged = "the sealed content is damaged";
inline constexpr std::string_view kPartDamaged = "a sealed part is damaged";
inline constexpr std::string_view kLinkDamaged = "the chain link is damaged";
inline constexpr std::string_view kRefused = "the centre refused it";  // the answer follows
/// The type of the centre's problem details, within what follows.
inline constexpr std::string_view kOtherTerminal = "urn:linli:problem:other-terminal";

}  // namespace linli::offline_cache::item_problem
