#pragma once

namespace linli::app {

/// Overwrites the unused part of the calling thread's stack below its current
/// depth (256 KiB), where calls that have returned may have left personal data.
void scrub_stack();

}  // namespace linli::app
