#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace linli::tests {

/// A print service on loopback that speaks IPP (RFC 8010) byte by byte, without CUPS's library. It
/// notes what is asked and answers as it is told.
class IppAnswerer {
 public:
  struct Asked {
    std::uint16_t operation = 0;  // 0x0002 Print-Job, 0x000B Get-Printer-Attributes
    std::string path;             // /printers/office
    std::string attributes;       // as they stand on the wire
    std::string document;
  };

  IppAnswerer();
  ~IppAnswerer();

  int port() const { return port_; }
  void answer_with(std::uint16_t status) { status_ = status; }
  void stop_accepting() { accepting_ = false; }
  void stop_printing() { printing_ = false; }
  std::vector<Asked> asked() const;

 private:
  struct Server;
  std::string answer(const std::string& path, const std::string& body);

  mutable std::mutex mutex_;
  std::vector<Asked> asked_;
  std::atomic<std::uint16_t> status_{0};
  std::atomic<bool> accepting_{true};
  std::atomic<bool> printing_{true};
  std::unique_ptr<Server> server_;
  int port_ = 0;
  std::jthread thread_;
};

}  // namespace linli::tests
