#include "drivers/cups/cups_printer.h"

#include <cups/cups.h>

#include <algorithm>
#include <array>
#include <memory>

namespace linli::drivers {
namespace {

constexpr std::size_t kBlock = 64 * 1024;  // between two looks at the stop token

template <auto destroy>
struct Destroy {
  template <class T>
  void operator()(T* object) const {
    destroy(object);
  }
};
using Connection = std::unique_ptr<http_t, Destroy<httpClose>>;
using Message = std::unique_ptr<ipp_t, Destroy<ippDelete>>;

int give_up(http_t*, void*) { return 0; }
/// Nobody is there who could type a password.
const char* no_password(const char*, http_t*, const char*, const char*, void*) { return nullptr; }

/// The one place where IPP's codes become ours (RFC 8011, appendix B).
PageError error_of(ipp_status_t status) {
  switch (status) {
    case IPP_STATUS_ERROR_NOT_FOUND:
    case IPP_STATUS_ERROR_GONE:
      return PageError::no_such_printer;
    case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
    case IPP_STATUS_ERROR_PRINTER_IS_DEACTIVATED:
    case IPP_STATUS_ERROR_BUSY:
      return PageError::not_accepting;
    case IPP_STATUS_ERROR_SERVICE_UNAVAILABLE:
      return PageError::unreachable;
    default:
      return PageError::failed;
  }
}

/// One conversation with the service about one queue.
class Conversation {
 public:
  Conversation(const CupsOptions& options, std::stop_token stop) : stop_(std::move(stop)) {
    cupsSetPasswordCB2(no_password, nullptr);
    const auto wait = std::chrono::milliseconds(options.answers_within);
    const std::string server = options.server.empty() ? cupsServer() : options.server;
    const int port = options.port == 0 ? ippPort() : options.port;
    http_.reset(httpConnect2(server.c_str(), port, nullptr, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED,
                             1, static_cast<int>(wait.count()), nullptr));
    if (http_) {
      httpSetTimeout(http_.get(), static_cast<double>(options.answers_within.count()), give_up,
                     nullptr);
    }
    std::array<char, HTTP_MAX_URI> uri{};
    httpAssembleURIf(HTTP_URI_CODING_ALL, uri.data(), static_cast<int>(uri.size()), "ipp", nullptr,
                     "localhost", 0, "/printers/%s", options.queue.c_str());
    uri_ = uri.data();
    resource_ = uri_.substr(uri_.find("/printers/"));
  }

  bool open() const { return http_ != nullptr; }

  Message request(ipp_op_t operation) const {
    Message message(ippNewRequest(operation));
    ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr,
                 uri_.c_str());
    ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr,
                 "linli");
    return message;
  }

  /// The answer to it, followed by a document if there is one.
  Expected<Message, PageError> ask(const Message& request, std::string_view document) const {
    const auto length =
        document.empty() ? ippLength(request.get()) : static_cast<size_t>(CUPS_LENGTH_VARIABLE);
    auto status = cupsSendRequest(http_.get(), request.get(), resource_.c_str(), length);
    while (status == HTTP_STATUS_CONTINUE && !document.empty()) {
      if (stop_.stop_requested()) return unexpected(PageError::stopped);
      const auto block = document.substr(0, kBlock);
      status = cupsWriteRequestData(http_.get(), block.data(), block.size());
      document.remove_prefix(block.size());
    }
    if (status != HTTP_STATUS_CONTINUE && status != HTTP_STATUS_OK) {
      return unexpected(status == HTTP_STATUS_ERROR ? PageError::unreachable : PageError::failed);
    }
    Message answer(cupsGetResponse(http_.get(), resource_.c_str()));
    if (!answer) return unexpected(error_of(cupsLastError()));
    const ipp_status_t said = ippGetStatusCode(answer.get());
    if (said > IPP_STATUS_OK_CONFLICTING) return unexpected(error_of(said));
    return answer;
  }

 private:
  std::stop_token stop_;
  Connection http_;
  std::string uri_;       // ipp://localhost/printers/QUEUE
  std::string resource_;  // /printers/QUEUE
};

}  // namespace

Expected<void, PageError> CupsPrinter::look(std::stop_token stop) {
  const Conversation service(options_, std::move(stop));
  if (!service.open()) return unexpected(PageError::unreachable);
  const Message question = service.request(IPP_OP_GET_PRINTER_ATTRIBUTES);
  const auto answer = service.ask(question, {});
  if (!answer) return unexpected(answer.error());
  auto* accepting = ippFindAttribute(answer->get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  auto* state = ippFindAttribute(answer->get(), "printer-state", IPP_TAG_ENUM);
  const bool refuses = accepting != nullptr && ippGetBoolean(accepting, 0) == 0;
  const bool stopped = state != nullptr && ippGetInteger(state, 0) == IPP_PSTATE_STOPPED;
  if (refuses || stopped) return unexpected(PageError::not_accepting);
  return {};
}

Expected<void, PageError> CupsPrinter::send(std::string_view pdf, std::string_view title,
                                            std::stop_token stop) {
  // One that is stopped takes jobs all the same, and keeps them until somebody starts it again.
  if (const auto takes = look(stop); !takes) return takes;
  const Conversation service(options_, std::move(stop));
  if (!service.open()) return unexpected(PageError::unreachable);
  const Message job = service.request(IPP_OP_PRINT_JOB);
  ippAddString(job.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr,
               std::string(title).c_str());
  ippAddString(job.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
               CUPS_FORMAT_PDF);
  const auto answer = service.ask(job, pdf);
  if (!answer) return unexpected(answer.error());
  return {};
}

std::string_view describe(PageError error) {
  switch (error) {
    case PageError::stopped:
      return "stopped";
    case PageError::unreachable:
      return "no print service (CUPS) answers";
    case PageError::no_such_printer:
      return "the print service knows no such queue; lpstat -e lists them";
    case PageError::not_accepting:
      return "takes no jobs at the moment; see lpstat -p, cupsenable and cupsaccept";
    case PageError::failed:
      return "the print service refused the job or broke off";
  }
  return {};
}

}  // namespace linli::drivers
