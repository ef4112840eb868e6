#pragma once
#include <functional>
#include <optional>
#include <string>

namespace linli::tests {

/// Runs `work` on a thread in a network namespace of its own, with a loopback
/// that nobody else uses; what it starts lives there too. What it throws comes
/// out here. Not empty: why there is no such network here; then nothing ran.
std::optional<std::string> in_own_network(const std::function<void()>& work);

}  // namespace linli::tests
