#pragma once
#include <curl/curl.h>

#include "offline_cache/api/trouble.h"

namespace linli::offline_cache {

/// Why there was no answer; the one place where libcurl's codes become ours.
CentreTrouble trouble_of(CURLcode code);

}  // namespace linli::offline_cache
