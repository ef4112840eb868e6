#pragma once
#include <filesystem>

#include "centre/server/centre.h"

namespace linli::centre {

/// Runs a centre until SIGTERM or SIGINT; prints one line when it is ready.
/// Returns the exit status.
int serve(const std::filesystem::path& data, const ServeOptions& options);

/// "127.0.0.1:8443" or "[::1]:8443" into host and port; false for anything else.
bool read_listen(std::string_view text, ServeOptions& options);

}  // namespace linli::centre
