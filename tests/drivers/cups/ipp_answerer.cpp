#include "tests/drivers/cups/ipp_answerer.h"

#include <httplib.h>

namespace linli::tests {
namespace {

constexpr char kOperationGroup = 0x01;
constexpr char kPrinterGroup = 0x04;
constexpr char kEndOfAttributes = 0x03;
constexpr char kBoolean = 0x22;
constexpr char kEnum = 0x23;
constexpr char kIdle = 3;  // printer-state
constexpr char kStopped = 5;
constexpr char kCharset = 0x47;
constexpr char kLanguage = 0x48;

std::size_t number_at(const std::string& bytes, std::size_t at) {
  return static_cast<std::size_t>(static_cast<unsigned char>(bytes.at(at)) << 8 |
                                  static_cast<unsigned char>(bytes.at(at + 1)));
}

std::string two_bytes(std::size_t number) {
  return {static_cast<char>(number >> 8), static_cast<char>(number & 0xFF)};
}

std::string attribute(char tag, const std::string& name, const std::string& value) {
  return tag + two_bytes(name.size()) + name + two_bytes(value.size()) + value;
}

/// Where the attributes end and the document begins.
std::size_t document_at(const std::string& body) {
  std::size_t at = 8;
  while (body.at(at) != kEndOfAttributes) {
    if (static_cast<unsigned char>(body[at]) < 0x10) {  // a group
      ++at;
      continue;
    }
    at += 3 + number_at(body, at + 1);
    at += 2 + number_at(body, at);
  }
  return at + 1;
}

}  // namespace

struct IppAnswerer::Server : httplib::Server {};

IppAnswerer::IppAnswerer() : server_(std::make_unique<Server>()) {
  server_->Post(".*", [this](const httplib::Request& request, httplib::Response& response) {
    response.set_content(answer(request.path, request.body), "application/ipp");
  });
  port_ = server_->bind_to_any_port("127.0.0.1");
  thread_ = std::jthread([this] { server_->listen_after_bind(); });
  // It listens already; stop() must not come before the loop has begun.
  while (!server_->is_running()) std::this_thread::yield();
}

IppAnswerer::~IppAnswerer() { server_->stop(); }

std::vector<IppAnswerer::Asked> IppAnswerer::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

std::string IppAnswerer::answer(const std::string& path, const std::string& body) {
  const std::size_t document = document_at(body);
  {
    const std::lock_guard lock(mutex_);
    asked_.push_back({static_cast<std::uint16_t>(number_at(body, 2)), path,
                      body.substr(8, document - 8), body.substr(document)});
  }
  return std::string("\x01\x01", 2) + two_bytes(status_) + body.substr(4, 4) + kOperationGroup +
         attribute(kCharset, "attributes-charset", "utf-8") +
         attribute(kLanguage, "attributes-natural-language", "en") + kPrinterGroup +
         attribute(kBoolean, "printer-is-accepting-jobs", std::string(1, accepting_ ? 1 : 0)) +
         attribute(kEnum, "printer-state", std::string(3, 0) + (printing_ ? kIdle : kStopped)) +
         kEndOfAttributes;
}

}  // namespace linli::tests
