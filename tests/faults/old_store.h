#pragma once
#include "tests/faults/world.h"

namespace linli::tests {

/// Puts a store of an earlier version in the world's folder: an item that waits, one in
/// quarantine, one that was accepted. `version` from 1.
void make_old_store(World& world, std::size_t version);

}  // namespace linli::tests
