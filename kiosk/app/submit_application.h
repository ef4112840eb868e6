#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "offline_cache/sync/terminal_cache.h"

namespace linli::app {

/// Answers the operation "submit" (control.h). The service files are read anew for it: rules belong
/// to the thread that reads them, and this one is the asker's.
nlohmann::json submit_application(offline_cache::TerminalCache& cache, const std::string& region,
                                  const nlohmann::json& request);

}  // namespace linli::app
