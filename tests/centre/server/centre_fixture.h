#pragma once
#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "centre/server/centre.h"
#include "tests/support/temporary_folder.h"

namespace linli::centre::tests {

struct HttpAnswer {
  int status = 0;  // 0: there was no answer
  std::string headers;
  std::string body;
  nlohmann::json json() const { return nlohmann::json::parse(body, nullptr, false); }
  /// The last part of a problem's type: parts-missing.
  std::string problem() const;
};

/// Asks with the curl command, which shares no code with terminal or centre.
class Curl {
 public:
  Curl(std::filesystem::path folder, std::string address, std::filesystem::path ca)
      : folder_(std::move(folder)), address_(std::move(address)), ca_(std::move(ca)) {}

  /// Shows this client certificate from now on.
  void identify(const std::filesystem::path& certificate, const std::filesystem::path& key);

  HttpAnswer get(const std::string& path) const { return call({path}, {}); }
  HttpAnswer post(const std::string& path, const std::string& body) const;
  HttpAnswer put(const std::string& path, const std::string& body,
                 std::vector<std::string> more = {}) const;
  /// `arguments[0]` is the path; the rest goes to curl as it is.
  HttpAnswer call(const std::vector<std::string>& arguments, const std::string& body) const;

 private:
  std::filesystem::path folder_;
  std::string address_;
  std::filesystem::path ca_;
  std::vector<std::string> identity_;
};

/// A terminal as the API sees it: keys, certificates, a chain.
class TestTerminal {
 public:
  TestTerminal(std::string number, const std::filesystem::path& folder, Curl curl);

  HttpAnswer enrol(const std::string& code);
  const Curl& curl() const { return curl_; }
  void move_to(Curl curl);  // the centre has another address
  const std::string& number() const { return number_; }
  const crypto::SigningKey& receipt_key() const { return receipt_key_; }
  const protocol::EnrolmentAnswer& enrolment() const { return enrolment_; }

  /// The next item of the chain with these attachments, sealed for the centre.
  protocol::Commit next(const std::vector<Bytes>& sealed_parts = {});
  /// The same, after a change of what is inside the seal.
  protocol::Commit sealed(protocol::Commit commit, const protocol::Manifest& manifest) const;
  protocol::Manifest manifest_of(const protocol::Commit& commit) const;
  Bytes seal(std::string_view plain) const;
  HttpAnswer commit(const protocol::Commit& commit) const;
  HttpAnswer put_part(const base::Uuid& item, int number, const Bytes& sealed) const;

 private:
  std::string number_;
  std::filesystem::path key_file_, certificate_file_;
  crypto::PrivateKey key_ = crypto::PrivateKey::generate();
  crypto::SigningKey receipt_key_ = crypto::SigningKey::generate();
  base::Uuid incarnation_ = base::make_uuid_v7(base::SystemClock().now());
  Curl curl_;
  protocol::EnrolmentAnswer enrolment_;
  std::vector<crypto::Certificate> recipients_;
  std::uint64_t sequence_ = 0;
  crypto::Digest previous_{};
};

/// A running centre on loopback in this process, on a clock that the test moves.
class CentreFixture {
 public:
  explicit CentreFixture(HttpsServer::Limits limits = {}) : limits_(limits) { start(); }

  void stop() { running_.reset(); }
  void start();
  RunningCentre& running() { return *running_; }
  base::FakeClock& clock() { return clock_; }
  std::filesystem::path data() const { return folder_ / "centre"; }
  const std::filesystem::path& folder() const { return folder_.path(); }

  Curl curl() const;
  std::string code(const std::string& terminal);
  TestTerminal enrolled(const std::string& number = "0417");
  /// The result of an administrator's command, or its error as a text.
  nlohmann::json administer(const nlohmann::json& command);

 private:
  HttpsServer::Limits limits_;
  linli::tests::TemporaryFolder folder_;
  base::FakeClock clock_{base::SystemClock().now()};
  std::unique_ptr<RunningCentre> running_;
};

}  // namespace linli::centre::tests
