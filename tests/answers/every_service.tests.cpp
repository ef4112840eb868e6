/// Every service, from a filled-in application to what the centre's clerks open.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "centre/server/administration.h"
#include "kiosk/app/application_file.h"
#include "offline_cache/sync/terminal_cache.h"
#include "tests/answers/random_answers.h"
#include "tests/support/files.h"
#include "tests/support/loopback_centre.h"
#include "tests/support/test_assets.h"

using namespace linli;
using namespace linli::tests;
using nlohmann::json;

namespace {

const base::WallTime kNow = *base::parse_rfc3339("2026-11-22T09:41:00+08:00");
const domain::Day kToday = std::chrono::year{2026} / 11 / 22;

/// The shipped services, and the one of the tests that has every kind of field.
const std::vector<const catalogue::Catalogue*>& catalogues() {
  static const catalogue::Catalogue shipped =
      catalogue::load_catalogue(LINLI_ASSETS, "demo").value();
  static const catalogue::Catalogue whole =
      catalogue::load_catalogue(test_assets(), "demo").value();
  static const std::vector<const catalogue::Catalogue*> both{&shipped, &whole};
  return both;
}

template <class Visit>
void for_each_service(Visit visit) {
  for (const auto* catalogue : catalogues()) {
    for (const auto& service : catalogue->services) {
      visit(Asked{service, catalogue->region, kToday});
    }
  }
}

/// A terminal and the centre it sends to, over HTTPS on loopback.
class Line {
 public:
  Line() {
    REQUIRE_FALSE(save_identity(folder_.path(), centre_.enrolled("0417")));
    cache_ = offline_cache::TerminalCache::start({.directory = folder_.path(),
                                                  .centre_url = centre_.address(),
                                                  .sends_by_itself = false,
                                                  .reserve_bytes = 65536},
                                                 clock_, results_);
  }

  offline_cache::TerminalCache& terminal() { return *cache_; }

  /// As the centre's key opens it, with its attachments in `folder`.
  json opened(const std::string& receipt, const std::filesystem::path& folder) {
    centre::Administration administration(centre_.ledger(), centre_.keys(), clock_);
    const json command{{"command", "show"}, {"receipt", receipt}, {"save", folder.string()}};
    return json::parse(administration.run(command.dump())).at("result");
  }

 private:
  base::SystemClock clock_;
  base::TaskQueue results_;
  LoopbackCentre centre_{clock_};
  TemporaryFolder folder_{folder_in_memory()};
  std::unique_ptr<offline_cache::TerminalCache> cache_;
};

struct HandedIn {
  json applicant;
  json answers;
  json computed;
  std::string receipt;
};

HandedIn hand_in(Line& line, const Asked& asked, std::mt19937& random) {
  const domain::IdCard card = random_card(kToday, random);
  const domain::Answers answers = valid_answers(asked, card, random);
  HandedIn handed{json_of(card), json_of(answers), json::object(), ""};
  auto application =
      app::application_from({{"applicant", handed.applicant}, {"answers", handed.answers}},
                            asked.service, asked.region, kNow);
  if (!application) {
    for (const auto& fault : application.error()) UNSCOPED_INFO(describe(fault));
    FAIL("not taken: " << handed.answers.dump());
  }
  catalogue::Questionnaire questions(asked.service, asked.region,
                                     catalogue::circumstances_of(card, kToday));
  questions.look_at(answers);
  for (const auto& step : asked.service.steps) {
    for (const auto& field : step.fields) {
      if (field.kind != catalogue::FieldKind::computed || !questions.asks(field)) continue;
      if (const auto value = questions.computed(field)) {
        handed.computed.update(json_of({{field.id, *value}}));
      }
    }
  }
  application->item = base::make_uuid_v7(kNow);
  const auto receipt = line.terminal().submit_now(*std::move(application));
  REQUIRE(receipt);
  handed.receipt = receipt->number;
  return handed;
}

/// The points of a stroke on the picture's field of 1000 × 400.
std::string polyline_of(const json& stroke) {
  std::string points;
  for (std::size_t i = 0; i + 1 < stroke.size(); i += 2) {
    points += std::to_string((stroke[i].get<int>() + 5) / 10) + "," +
              std::to_string((stroke[i + 1].get<int>() * 4 + 50) / 100) + " ";
  }
  return "<polyline points=\"" + points + "\"/>";
}

/// Of a field, in their order.
std::vector<std::string> pictures_of(const std::string& field, const json& opened,
                                     const std::filesystem::path& folder) {
  std::vector<std::string> pictures;
  for (const json& part : opened["attachments"]) {
    if (part["answers_field"] != field) continue;
    CHECK(part["content_type"] == "image/svg+xml");
    pictures.push_back(read_whole(folder / ("part-" + std::to_string(part["part"].get<int>()))));
  }
  return pictures;
}

/// Takes the strokes out of an answer: they come as pictures, of every signature one.
std::vector<json> take_signatures(json& answer) {
  std::vector<json> signatures;
  if (answer["type"] == "signature") signatures.push_back(answer["strokes"]);
  if (answer["type"] != "authorisations") return signatures;
  for (json& person : answer["people"]) {
    if (!person.contains("strokes")) continue;
    signatures.push_back(person["strokes"]);
    person.erase("strokes");
  }
  return signatures;
}

void check_opened(Line& line, const HandedIn& handed) {
  const TemporaryFolder folder(folder_in_memory());
  const json opened = line.opened(handed.receipt, folder.path());
  json entered = handed.answers;
  entered.update(handed.computed);
  for (const auto& [field, answer] : handed.answers.items()) {
    INFO(field);
    const auto signatures = take_signatures(entered[field]);
    const auto pictures = pictures_of(field, opened, folder.path());
    REQUIRE(pictures.size() == signatures.size());
    for (std::size_t i = 0; i < signatures.size(); ++i) {
      for (const json& stroke : signatures[i]) {
        CHECK(pictures[i].find(polyline_of(stroke)) != std::string::npos);
      }
    }
    if (answer["type"] == "signature") {
      entered.erase(field);
    } else {
      CHECK(opened["content"]["answers"].value(field, json()) == entered[field]);
    }
  }
  CHECK(opened["content"]["answers"] == entered);  // and nothing else
  json applicant = handed.applicant;
  if (applicant.contains("newest_address")) applicant["address"] = applicant["newest_address"];
  CHECK(opened["content"]["applicant"] == applicant);
}

void send_every_service(int people, std::uint32_t seed) {
  Line line;
  std::mt19937 random(seed);
  for_each_service([&](const Asked& asked) {
    INFO(asked.service.id);
    std::vector<HandedIn> handed;
    for (int i = 0; i < people; ++i) handed.push_back(hand_in(line, asked, random));
    REQUIRE(line.terminal().sync_once().waiting == 0);
    for (const HandedIn& one : handed) check_opened(line, one);
  });
}

void spoil_every_service(int people, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::size_t tried = 0;
  for_each_service([&](const Asked& asked) {
    for (int i = 0; i < people; ++i) {
      const domain::IdCard card = random_card(kToday, random);
      const auto valid = valid_answers(asked, card, random);
      for (const Spoilt& spoilt : spoilt_answers(asked, card, valid)) {
        INFO(asked.service.id << " " << spoilt.field << ": " << spoilt.how);
        const auto taken =
            app::application_from({{"applicant", json_of(card)}, {"answers", spoilt.answers}},
                                  asked.service, asked.region, kNow);
        ++tried;
        REQUIRE_FALSE(taken);
        const auto names_field = [&](const auto& fault) {
          return fault.where == "#/answers/" + spoilt.field;
        };
        CHECK(std::ranges::any_of(taken.error(), names_field));
      }
    }
  });
  SUCCEED(tried << " spoilt applications");
}

}  // namespace

TEST_CASE("what the centre opens of every service is what was entered, field by field") {
  send_every_service(2, 20'261'122);
}

TEST_CASE("many random people's applications are opened as they were entered", "[long]") {
  send_every_service(40, 20'261'123);
}

TEST_CASE("no spoilt answer to any service is taken, and the fault names the field") {
  spoil_every_service(2, 20'261'122);
}

TEST_CASE("many random people's spoilt answers are refused", "[long]") {
  spoil_every_service(40, 20'261'123);
}

TEST_CASE("an applicant whose card the terminal would not take is refused") {
  const auto& catalogue = *catalogues().front();
  const Asked asked{catalogue.services.front(), catalogue.region, kToday};
  std::mt19937 random(1);
  const domain::IdCard card = random_card(kToday, random);
  const json answers = json_of(valid_answers(asked, card, random));
  struct Spoiling {
    const char* member;
    json value;
    const char* where;
  };
  const Spoiling spoilings[] = {
      {"number", "990101197002300017", "#/applicant/number"},
      {"number", 5, "#/applicant/number"},
      {"name", "王😀", "#/applicant/name"},
      {"name", "", "#/applicant/name"},
      {"birth_date", "1949-12-31", "#/applicant"},
      {"valid_to", "2026-11-21", "#/applicant"},
      {"valid_from", "2026-11-23", "#/applicant"},
      {"valid_from", "2026-02-30", "#/applicant/valid_from"},
      {"address", "锦绣路\u202E12号", "#/applicant/address"},
      {"ethnicity", 200, "#/applicant/ethnicity"},
      {"nickname", "小王", "#/applicant/nickname"},
  };
  for (const Spoiling& spoiling : spoilings) {
    INFO(spoiling.member << " " << spoiling.value);
    json applicant = json_of(card);
    applicant[spoiling.member] = spoiling.value;
    const auto taken = app::application_from({{"applicant", applicant}, {"answers", answers}},
                                             asked.service, asked.region, kNow);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().front().where == spoiling.where);
  }
}
