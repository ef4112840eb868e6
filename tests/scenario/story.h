#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/rig.h"

namespace linli::scenario {

/// One thing that happens, in words for the reader of the demo.
struct Step {
  std::string what;
  std::function<void()> play;
};

/// The main job from end to end: ID card in, benefits seen, application handed in
/// while the centre is away, receipt out, the application at the centre by
/// itself, the receipt's code to the camera. Step after step; a step that can't
/// be done throws tests::ScenarioFailure. Pictures go to `pictures`.
std::vector<Step> story(tests::Rig& rig, const std::filesystem::path& pictures);

}  // namespace linli::scenario
