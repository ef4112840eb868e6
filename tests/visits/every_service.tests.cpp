#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>

#include "tests/visits/applicant.h"

namespace linli::tests {
namespace {

using flow::DisplayMode;
using nlohmann::json;

/// As the terminal would write them; signatures and pages are parts of their own.
json as_sent(const catalogue::Service& service, const domain::Answers& answers) {
  const domain::Application application{.service = service.id,
                                        .service_version = service.version,
                                        .applicant = invented_card(),
                                        .answers = answers};
  return json::parse(protocol::application_content(application));
}

/// A signature is one, of everybody who signs, and so is every page.
std::size_t attachments_of(const domain::Answers& answers) {
  std::size_t attachments = 0;
  for (const auto& [field, answer] : answers) {
    if (std::holds_alternative<domain::Signature>(answer)) ++attachments;
    if (const auto* people = std::get_if<domain::Authorisations>(&answer)) {
      for (const auto& person : *people) attachments += person.signature.empty() ? 0U : 1U;
    }
    if (const auto* photos = std::get_if<domain::Photos>(&answer)) {
      attachments += photos->pages.size();
    }
  }
  return attachments;
}

/// The pictures that were looked at in the review, by field.
std::map<std::string, std::vector<Bytes>> pages_of(const domain::Answers& answers) {
  std::map<std::string, std::vector<Bytes>> pages;
  for (const auto& [field, answer] : answers) {
    const auto* photos = std::get_if<domain::Photos>(&answer);
    if (photos == nullptr) continue;
    for (const auto& page : photos->pages) {
      pages[field].emplace_back(page->jpeg().begin(), page->jpeg().end());
    }
  }
  return pages;
}

bool is_among(const std::vector<Bytes>& all, const Bytes& one) {
  return std::ranges::find(all, one) != all.end();
}

/// From the home screen to the centre; what arrived is what the review said.
void apply_for(WholeTerminal& terminal, const catalogue::Service& service) {
  Applicant applicant(terminal, service, 7);
  applicant.take_pictures();
  applicant.open();
  applicant.fill_in();
  const domain::Answers reviewed = applicant.review();
  const auto receipt = applicant.submit();
  REQUIRE(terminal.send_all());
  applicant.leave();

  const auto arrived = terminal.at_centre(receipt.number);
  const json content = json::parse(arrived.content);
  const json sent = as_sent(service, reviewed);
  CHECK(arrived.service == service.id);
  CHECK(content["applicant"] == sent["applicant"]);
  CHECK(content["answers"] == sent["answers"]);
  CHECK(arrived.parts.size() == attachments_of(reviewed));
  const auto pages = terminal.pages_at_centre(receipt.number);
  CHECK(pages == pages_of(reviewed));
  for (const auto& [field, pictures] : pages) {
    for (const Bytes& picture : pictures) CHECK(is_among(terminal.pages_taken(), picture));
  }
}

}  // namespace

TEST_CASE("every shipped service goes from the home screen to the centre as it was entered") {
  WholeTerminal terminal(GENERATE(DisplayMode::standard, DisplayMode::large));
  for (const auto& service : terminal.services().services) {
    INFO(service.id);
    apply_for(terminal, service);
  }
  CHECK(terminal.pages_taken().size() > 1);
}

}  // namespace linli::tests
