#include "kiosk/crypto/certificate.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::crypto;
using namespace std::chrono_literals;

namespace {

const auto kNow = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());

CertificateRequest request_for(const std::string& name, CertificateUse use) {
  return {name, {}, {}, use, kNow - 1h, kNow + 24h * 365};
}

struct Authority {
  PrivateKey key = PrivateKey::generate();
  Certificate certificate =
      *self_signed(key, request_for("区民政局 CA", CertificateUse::authority));
};

}  // namespace

TEST_CASE("the openssl command accepts what the authority issued, for its use only") {
  const tests::TemporaryFolder folder;
  const Authority ca;
  const PrivateKey key = PrivateKey::generate();
  auto server = request_for("centre", CertificateUse::tls_server);
  server.dns_names = {"localhost"};
  server.ip_addresses = {"127.0.0.1", "::1"};
  const auto request = make_signing_request(key, "ignored");
  tests::write_whole(folder / "ca.pem", ca.certificate.to_pem());
  tests::write_whole(folder / "server.pem",
                     issue(ca.key, ca.certificate, request, server)->to_pem());
  tests::write_whole(folder / "client.pem", issue(ca.key, ca.certificate, request,
                                                  request_for("0417", CertificateUse::tls_client))
                                                ->to_pem());
  const std::string verify =
      "cd " + folder.path().string() + " && openssl verify -x509_strict -CAfile ca.pem ";
  CHECK(tests::succeeds(verify + "-purpose sslserver -verify_hostname localhost server.pem"));
  CHECK(tests::succeeds(verify + "-purpose sslserver -verify_ip 127.0.0.1 server.pem"));
  CHECK_FALSE(tests::succeeds(verify + "-purpose sslserver -verify_hostname other server.pem"));
  CHECK_FALSE(tests::succeeds(verify + "-purpose sslclient server.pem"));
  CHECK(tests::succeeds(verify + "-purpose sslclient client.pem"));
  CHECK_FALSE(tests::succeeds(verify + "-purpose sslserver client.pem"));
}

TEST_CASE("a certificate of another authority does not verify") {
  const tests::TemporaryFolder folder;
  const Authority ours;
  const Authority other;
  const auto issued =
      issue(other.key, other.certificate, make_signing_request(PrivateKey::generate(), "0417"),
            request_for("0417", CertificateUse::tls_client));
  tests::write_whole(folder / "ca.pem", ours.certificate.to_pem());
  tests::write_whole(folder / "client.pem", issued->to_pem());
  CHECK_FALSE(tests::succeeds("cd " + folder.path().string() +
                              " && openssl verify -CAfile ca.pem client.pem"));
}

TEST_CASE("what a request says about itself is replaced") {
  const Authority ca;
  const auto issued =
      issue(ca.key, ca.certificate, make_signing_request(PrivateKey::generate(), "admin"),
            request_for("0417", CertificateUse::tls_client));
  REQUIRE(issued);
  CHECK(issued->common_name() == "0417");
  CHECK(issued->not_after() == kNow + 24h * 365);
}

TEST_CASE("a request whose signature does not hold is refused") {
  const Authority ca;
  std::string request = make_signing_request(PrivateKey::generate(), "0417");
  const auto at = request.size() / 2;
  request[at] = request[at] == 'A' ? 'B' : 'A';
  CHECK_FALSE(
      issue(ca.key, ca.certificate, request, request_for("0417", CertificateUse::tls_client)));
  CHECK_FALSE(
      issue(ca.key, ca.certificate, "nothing", request_for("0417", CertificateUse::tls_client)));
}

TEST_CASE("keys and certificates come back from their PEM form") {
  const Authority ca;
  const auto key = PrivateKey::from_pem(ca.key.to_pem());
  const auto certificate = Certificate::from_pem(ca.certificate.to_pem());
  REQUIRE(key);
  REQUIRE(certificate);
  CHECK(key->to_pem() == ca.key.to_pem());
  CHECK(certificate->fingerprint() == ca.certificate.fingerprint());
  CHECK(certificate->common_name() == "区民政局 CA");
}

TEST_CASE("a key or certificate of another type is refused") {
  CHECK_FALSE(PrivateKey::from_pem(SigningKey::generate().to_pem()));
  CHECK_FALSE(PrivateKey::from_pem("-----BEGIN PRIVATE KEY-----"));
  CHECK_FALSE(Certificate::from_pem(PrivateKey::generate().to_pem()));
}
