#pragma once

namespace linli::offline_cache {

/// Why the centre gave no usable answer; a retry later can help with all but `refused`.
enum class CentreTrouble {
  unreachable,  // no route, no name, refused, timed out
  not_trusted,  // certificate of another CA, or none: never sent anything
  misbehaving,  // HTML, half a response, 5xx, a signature that does not verify
  refused,      // a well-formed 4xx: asking again changes nothing
};

/// Whether the store can take what a resident is about to enter.
enum class StoreHealth {
  starting,
  ready,
  disk_full,  // the reserve is in use: nothing new may be begun
  broken,     // damaged, or not to be opened with this machine's key; kept as it is
  newer,      // made by a later version of the program; kept as it is
  behind,     // older than its own high-water mark: restored or damaged; staff decide
  in_use,     // another process has it
};

}  // namespace linli::offline_cache
