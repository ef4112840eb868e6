#include "tests/centre/server/centre_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include "kiosk/crypto/envelope.h"
#include "tests/support/child_process.h"
#include "tests/support/files.h"

namespace linli::centre::tests {

using linli::tests::read_whole;
using linli::tests::write_whole;

std::string HttpAnswer::problem() const {
  const auto type = json().value("type", std::string());
  return type.substr(type.rfind(':') + 1);
}

void Curl::identify(const std::filesystem::path& certificate, const std::filesystem::path& key) {
  identity_ = {"--cert", certificate, "--key", key};
}

HttpAnswer Curl::post(const std::string& path, const std::string& body) const {
  return call({path, "-X", "POST", "-H", "Content-Type: application/json"}, body);
}

HttpAnswer Curl::put(const std::string& path, const std::string& body,
                     std::vector<std::string> more) const {
  std::vector<std::string> arguments{path, "-X", "PUT", "-H", "Content-Type: application/json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return call(arguments, body);
}

HttpAnswer Curl::call(const std::vector<std::string>& arguments, const std::string& body) const {
  static std::atomic<int> count = 0;
  const auto files = folder_ / ("curl-" + std::to_string(++count));
  const auto beside = [&files](const char* ending) { return files.string() + ending; };
  std::vector<std::string> command{
      "/usr/bin/curl",           "-s", "--max-time",    "30", "--cacert",     ca_,  "-D",
      beside(".head"),           "-o", beside(".body"), "-w", "%{http_code}", "-H", "Expect:",
      address_ + arguments.at(0)};
  command.insert(command.end(), arguments.begin() + 1, arguments.end());
  command.insert(command.end(), identity_.begin(), identity_.end());
  if (!body.empty()) {
    write_whole(beside(".request"), body);
    command.insert(command.end(), {"--data-binary", "@" + beside(".request")});
  }
  const auto finished = linli::tests::run(command, folder_ / "curl.log");
  return {std::stoi("0" + finished.output), read_whole(beside(".head")),
          read_whole(beside(".body"))};
}

TestTerminal::TestTerminal(std::string number, const std::filesystem::path& folder, Curl curl)
    : number_(std::move(number)),
      key_file_(folder / ("key-" + number_ + ".pem")),
      certificate_file_(folder / ("certificate-" + number_ + ".pem")),
      curl_(std::move(curl)) {
  write_whole(key_file_, key_.to_pem());
}

HttpAnswer TestTerminal::enrol(const std::string& code) {
  const protocol::EnrolmentRequest request{
      number_, code, crypto::make_signing_request(key_, "whatever"), receipt_key_.public_key()};
  auto answer = curl_.post("/v1/terminals", to_json(request));
  if (const auto enrolment = protocol::enrolment_answer_from_json(answer.body)) {
    enrolment_ = *enrolment;
    recipients_.clear();
    for (const auto& pem : enrolment_.sealing_certificates) {
      recipients_.push_back(crypto::Certificate::from_pem(pem).value());
    }
    write_whole(certificate_file_, enrolment_.certificate);
    curl_.identify(certificate_file_, key_file_);
  }
  return answer;
}

void TestTerminal::move_to(Curl curl) {
  curl_ = std::move(curl);
  curl_.identify(certificate_file_, key_file_);
}

Bytes TestTerminal::seal(std::string_view plain) const {
  return crypto::seal(bytes_of(plain), recipients_).value();
}

protocol::Manifest TestTerminal::manifest_of(const protocol::Commit& commit) const {
  return {commit.link.item,
          commit.link.terminal,
          commit.link.incarnation,
          commit.link.sequence,
          commit.receipt_number,
          commit.service,
          1,
          R"({"applicant":{"name":"王淑芳"},"answers":{"phone":{"type":"digits","text":"138"}}})",
          commit.parts};
}

protocol::Commit TestTerminal::sealed(protocol::Commit commit,
                                      const protocol::Manifest& manifest) const {
  commit.sealed_manifest = seal(to_json(manifest));
  commit.link.content = crypto::sha256(commit.sealed_manifest);
  return commit;
}

protocol::Commit TestTerminal::next(const std::vector<Bytes>& sealed_parts) {
  const auto now = base::SystemClock().now();
  protocol::Commit commit{
      {number_, incarnation_, ++sequence_, base::make_uuid_v7(now), {}, previous_},
      "LS-" + number_ + "-2611-" + std::to_string(1000 + sequence_),
      "temporary_relief",
      now,
      now,
      {},
      {}};
  for (const Bytes& part : sealed_parts) {
    const int number = static_cast<int>(commit.parts.size()) + 1;
    commit.parts.push_back(
        {number, crypto::sha256(part), part.size(), "image/svg+xml", "signature"});
  }
  commit = sealed(commit, manifest_of(commit));
  previous_ = hash_of(commit.link);
  return commit;
}

HttpAnswer TestTerminal::commit(const protocol::Commit& commit) const {
  return curl_.put("/v1/submissions/" + commit.link.item.text(), to_json(commit));
}

HttpAnswer TestTerminal::put_part(const base::Uuid& item, int number, const Bytes& sealed) const {
  return curl_.put(
      "/v1/submissions/" + item.text() + "/parts/" + std::to_string(number),
      std::string(text_of(sealed)),
      {"-H", "Content-Digest: sha-256=:" + crypto::to_base64(crypto::sha256(sealed)) + ":"});
}

void CentreFixture::start() {
  ServeOptions options;
  options.port = 0;
  options.limits = limits_;
  auto started = RunningCentre::start(data(), options, clock_);
  INFO((started ? std::string() : started.error()));
  REQUIRE(started);
  running_ = *std::move(started);
}

Curl CentreFixture::curl() const {
  return {folder_.path(), running_->address(), data() / "keys/ca.pem"};
}

std::string CentreFixture::code(const std::string& terminal) {
  return administer({{"command", "enrolment-code"}, {"terminal", terminal}}).at("code");
}

TestTerminal CentreFixture::enrolled(const std::string& number) {
  TestTerminal terminal(number, folder_.path(), curl());
  REQUIRE(terminal.enrol(code(number)).status == 201);
  return terminal;
}

nlohmann::json CentreFixture::administer(const nlohmann::json& command) {
  const auto answer =
      nlohmann::json::parse(running_->centre().administration().run(command.dump()));
  return answer.at("ok") ? answer.at("result") : answer.at("error");
}

}  // namespace linli::centre::tests
