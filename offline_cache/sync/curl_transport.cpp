#include "offline_cache/sync/curl_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

#include "kiosk/base/log.h"
#include "offline_cache/sync/curl_error.h"
#include "offline_cache/sync/version.h"

namespace linli::offline_cache {
namespace {

/// Seconds that a connection may have been idle to be used again: a centre closes one after five,
/// and a large body that is sent into a closing connection fails.
constexpr long kLongestIdle = 4;
constexpr std::size_t kMostHeaders = 100;
constexpr int kPollMs = 1000;
/// Bytes a second of the slowest line on which the largest body still arrives.
constexpr curl_off_t kSlowestLine = 8 * 1024;

struct FreeEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, FreeEasy>;
using Multi = std::unique_ptr<CURLM, FreeMulti>;
using List = std::unique_ptr<curl_slist, FreeList>;

/// libcurl wants to be set up once, before the first thread uses it.
void set_up_libcurl() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!ready) std::abort();
}

/// A wrong option is a bug, as is a missing feature of the library.
template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  if (curl_easy_setopt(easy, option, value) != CURLE_OK) std::abort();
}

void set_pem(CURL* easy, CURLoption option, const std::string& pem) {
  curl_blob blob{const_cast<char*>(pem.data()), pem.size(), CURL_BLOB_COPY};
  set(easy, option, &blob);
}

std::size_t take_body(const char* data, std::size_t, std::size_t size, void* to) {
  auto& body = static_cast<CentreAnswer*>(to)->body;
  if (body.size() + size > kMostAnswerBytes) return 0;  // ends the transfer
  body.append(data, size);
  return size;
}

std::size_t take_header(const char* data, std::size_t, std::size_t size, void* to) {
  auto& headers = static_cast<CentreAnswer*>(to)->headers;
  const std::string_view line(data, size);
  const auto colon = line.find(':');
  if (line.starts_with("HTTP/")) headers.clear();  // of an interim answer
  if (colon == std::string_view::npos || headers.size() >= kMostHeaders) return size;
  std::string name(line.substr(0, colon));
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && static_cast<unsigned char>(value.back()) <= ' ') value.remove_suffix(1);
  headers[std::move(name)] = value;
  return size;
}

List header_list(const CentreRequest& request) {
  List list;
  const auto add = [&list](const std::string& line) {
    curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) std::abort();
    static_cast<void>(list.release());
    list.reset(longer);
  };
  add("Accept: application/json");
  add("Expect:");  // don't wait a second to be asked for the body
  if (!request.content_type.empty()) add("Content-Type: " + request.content_type);
  for (const auto& [name, value] : request.headers) add(name + ": " + value);
  return list;
}

void set_method(CURL* easy, const CentreRequest& request) {
  switch (request.method) {
    case HttpMethod::get:
      return;
    case HttpMethod::put:
      set(easy, CURLOPT_CUSTOMREQUEST, "PUT");
      break;
    case HttpMethod::post:
      break;
  }
  set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  set(easy, CURLOPT_POSTFIELDS, request.body.data());  // not copied
}

/// A request under way, and what has come of it.
struct Transfer {
  CentreTransport::Ticket ticket = 0;
  CentreRequest request;
  CentreAnswer answer;
  List headers;
  Easy easy;  // first to go: it reads the others
};

CentreTransport::Contact contact_of(Transfer& transfer, CURLcode code) {
  if (code != CURLE_OK) {
    base::log(base::LogLevel::warning, "centre: {}", base::Public{curl_easy_strerror(code)});
    return unexpected(trouble_of(code));
  }
  long status = 0;
  curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &status);
  transfer.answer.status = static_cast<int>(status);
  return std::move(transfer.answer);
}

class CurlTransport final : public CentreTransport {
 public:
  explicit CurlTransport(CurlOptions options)
      : options_(std::move(options)), agent_("linli/" + std::string(version())) {
    set_up_libcurl();
    multi_.reset(curl_multi_init());
    if (!multi_) std::abort();
  }
  ~CurlTransport() override { CurlTransport::abandon(); }

  Ticket begin(CentreRequest request) override {
    auto transfer = std::make_unique<Transfer>();
    transfer->ticket = ++last_ticket_;
    transfer->request = std::move(request);
    transfer->headers = header_list(transfer->request);
    transfer->easy.reset(curl_easy_init());
    if (!transfer->easy) std::abort();
    set_up(*transfer);
    if (curl_multi_add_handle(multi_.get(), transfer->easy.get()) != CURLM_OK) std::abort();
    transfers_.push_back(std::move(transfer));
    return last_ticket_;
  }

  std::vector<Finished> wait(std::chrono::milliseconds most, const std::stop_token& stop) override {
    using std::chrono::steady_clock;
    const std::stop_callback wake(stop, [this] { curl_multi_wakeup(multi_.get()); });
    const auto until = steady_clock::now() + most;
    while (true) {
      int running = 0;
      curl_multi_perform(multi_.get(), &running);
      auto finished = take_finished();
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now()).count();
      if (!finished.empty() || left <= 0 || stop.stop_requested()) return finished;
      curl_multi_poll(multi_.get(), nullptr, 0,
                      static_cast<int>(std::min<std::int64_t>(left, kPollMs)), nullptr);
    }
  }

  void abandon() override {
    for (const auto& transfer : transfers_) {
      curl_multi_remove_handle(multi_.get(), transfer->easy.get());
    }
    transfers_.clear();
  }

 private:
  std::vector<Finished> take_finished() {
    std::vector<Finished> finished;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode code = message->data.result;
      CURL* const easy = message->easy_handle;
      curl_multi_remove_handle(multi_.get(), easy);
      const auto transfer = std::ranges::find_if(
          transfers_, [easy](const auto& other) { return other->easy.get() == easy; });
      finished.push_back({(*transfer)->ticket, contact_of(**transfer, code)});
      transfers_.erase(transfer);
    }
    return finished;
  }

  void set_up(Transfer& transfer) const {
    CURL* const easy = transfer.easy.get();
    set_trust(easy);
    set_limits(easy, transfer.request.body.size());
    set_method(easy, transfer.request);
    set(easy, CURLOPT_URL, (options_.centre_url + transfer.request.path).c_str());
    set(easy, CURLOPT_HTTPHEADER, transfer.headers.get());
    set(easy, CURLOPT_USERAGENT, agent_.c_str());
    set(easy, CURLOPT_WRITEFUNCTION, take_body);
    set(easy, CURLOPT_WRITEDATA, &transfer.answer);
    set(easy, CURLOPT_HEADERFUNCTION, take_header);
    set(easy, CURLOPT_HEADERDATA, &transfer.answer);
    set(easy, CURLOPT_MAXAGE_CONN, kLongestIdle);
    set(easy, CURLOPT_PIPEWAIT, 1L);  // rather a stream of an open connection than another one
  }

  void set_trust(CURL* easy) const {
    set(easy, CURLOPT_PROTOCOLS_STR, "https");
    set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy, CURLOPT_PROXY, "");  // also against the environment's
    set_pem(easy, CURLOPT_CAINFO_BLOB, options_.ca_certificate);
    set(easy, CURLOPT_CAPATH, static_cast<char*>(nullptr));  // Debian's default is the system's
    if (options_.certificate.empty()) return;
    set_pem(easy, CURLOPT_SSLCERT_BLOB, options_.certificate);
    set_pem(easy, CURLOPT_SSLKEY_BLOB, options_.key);
  }

  void set_limits(CURL* easy, std::size_t body_bytes) const {
    const auto speed = static_cast<curl_off_t>(options_.most_bytes_per_second);
    const auto slowest = speed > 0 ? std::min(speed, kSlowestLine) : kSlowestLine;
    const auto body_ms = static_cast<curl_off_t>(body_bytes) * 1000 / slowest;
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_time.count()));
    set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.total_time.count() + body_ms));
    set(easy, CURLOPT_LOW_SPEED_LIMIT, 64L);
    set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.slow_time.count()));
    set(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(kMostAnswerBytes));
    set(easy, CURLOPT_MAX_SEND_SPEED_LARGE, speed);
  }

  CurlOptions options_;
  std::string agent_;
  Multi multi_;
  Ticket last_ticket_ = 0;
  std::vector<std::unique_ptr<Transfer>> transfers_;
};

}  // namespace

std::unique_ptr<CentreTransport> make_curl_transport(CurlOptions options) {
  return std::make_unique<CurlTransport>(std::move(options));
}

}  // namespace linli::offline_cache
