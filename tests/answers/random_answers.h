#pragma once
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "kiosk/catalogue/questionnaire.h"

/// What invented people enter. The same for the same state of `random`.
namespace linli::tests {

/// A service, and where and when somebody asks for it.
struct Asked {
  const catalogue::Service& service;
  const catalogue::Region& region;
  domain::Day today;
};

/// Somebody of 18 to 100 years with a valid card and perhaps a rare or a long name.
domain::IdCard random_card(domain::Day today, std::mt19937& random);

/// Answers to everything the service asks of that person, all such as it takes: at its limits and
/// between them, texts with characters of every plane that has hanzi, people and rows as many as
/// may be; pages of photos follow at the window. Throws where a thousand attempts find none.
domain::Answers valid_answers(const Asked& asked, const domain::IdCard& card, std::mt19937& random);

/// Written by hand from the API's description, so that the product's own writing is checked by it.
nlohmann::json json_of(const domain::Answers& answers);
nlohmann::json json_of(const domain::IdCard& card);

/// One answer spoilt, or added where none belongs.
struct Spoilt {
  std::string how;
  std::string field;
  nlohmann::json answers;
};
/// Every way to spoil valid answers that there is for the fields of the service.
std::vector<Spoilt> spoilt_answers(const Asked& asked, const domain::IdCard& card,
                                   const domain::Answers& valid);

}  // namespace linli::tests
