/// Applications from a file, with the real programs: linlictl asks the running kiosk, the centre
/// opens what arrived.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/files.h"
#include "tests/support/hall.h"

using namespace linli;
using nlohmann::json;

namespace {

const json kApplicant{{"name", "欧阳𬌗"},
                      {"number", "990101194612280023"},
                      {"ethnicity", 1},
                      {"address", "邻里市幸福路1号"},
                      {"issuer", "邻里市公安局"},
                      {"valid_from", "2008-06-16"}};

struct Hall : tests::MorningHall {
  tests::Finished submit(const json& application, const std::vector<std::string>& more = {}) const {
    const auto file = folder / "answers.json";
    tests::write_whole(file, application.dump(2));
    std::vector<std::string> command{"submit", "--service", "volunteer_interest", "--answers",
                                     file.string()};
    command.insert(command.end(), more.begin(), more.end());
    return rig.linlictl(command);
  }
  std::string log() const { return tests::read_whole(rig.log()); }
};

}  // namespace
