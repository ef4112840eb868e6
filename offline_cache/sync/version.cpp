#include "offline_cache/sync/version.h"

namespace linli::offline_cache {

std::string_view version() { return LINLI_VERSION; }

}  // namespace linli::offline_cache
