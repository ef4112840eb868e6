#pragma once
#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "kiosk/base/expected.h"

namespace linli::base {

/// Runs a program of PATH without a shell and waits for its end: `input` (at most
/// 64 KiB, so a secret needs no argument) on its standard input, its standard output as
/// the answer, standard error nowhere. Errors: it could not be started, ended with
/// something else than 0 (io_error), wrote more than `limit` bytes (file_too_large), took too long
/// (timed_out) or was stopped (operation_canceled): the last three kill it.
Expected<std::string, std::error_code> run_program(const std::vector<std::string>& arguments,
                                                   std::string_view input, std::size_t limit,
                                                   std::chrono::milliseconds timeout,
                                                   std::stop_token stop = {});

}  // namespace linli::base
