#pragma once
#include <filesystem>

#include "drivers/api/receipt_printer.h"

namespace linli::drivers::simulated {

/// Writes what was printed as a PNG, black on white; false where that is not possible.
bool write_png(const std::filesystem::path& path, const DotPicture& picture);

}  // namespace linli::drivers::simulated
