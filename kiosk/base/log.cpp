#include "kiosk/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace linli::base {
namespace {

spdlog::level::level_enum to_spdlog(LogLevel level) {
  switch (level) {
    case LogLevel::debug: return spdlog::level::debug;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warning: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
  }
  return spdlog::level::err;
}

}  // namespace

void start_log(LogLevel lowest) {
  auto logger = std::make_shared<spdlog::logger>(
      "linli", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_level(to_spdlog(lowest));
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_default_logger(std::move(logger));
}

void detail::write_log(LogLevel level, const std::string& line) {
  spdlog::default_logger_raw()->log(to_spdlog(level), "{}", line);
}

}  // namespace linli::base
