#pragma once
#include <CLI/CLI.hpp>
#include <optional>

namespace linli {

/// How every program ends when its arguments or its settings are wrong.
inline constexpr int kWrongUse = 2;

/// Reads the arguments of a program into what `app` describes. Empty to go on;
/// otherwise how the program ends: 0 after --help, kWrongUse after a message
/// on standard error that names what was not understood and where help is.
/// Callbacks of commands run in here.
std::optional<int> read_arguments(CLI::App& app, int argc, const char* const* argv);

}  // namespace linli
