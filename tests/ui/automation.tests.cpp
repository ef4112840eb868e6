#include "ui/automation/automation.h"

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "kiosk/base/control_socket.h"
#include "tests/ui/form_situations.h"
#include "tests/ui/situations.h"
#include "tests/ui/stage.h"

namespace linli::tests {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

/// The main loop of a kiosk in small, with a view that presses can change.
class DrivenStage {
 public:
  DrivenStage() : stage_(1080, 1920), view_(situation("home", flow::DisplayMode::standard)) {
    socket_ =
        std::filesystem::temp_directory_path() / ("linli-automation-" + std::to_string(::getpid()));
    automation_ = *ui::Automation::start(socket_, stage_.queue(), stage_.window(), stage_.tree());
  }

  /// Runs the loop until the client thread has finished.
  void serve(const std::function<void(DrivenStage&)>& client) {
    std::jthread thread([&] {
      client(*this);
      ask({{"do", "quit"}});
    });
    bool changed = true;
    while (!automation_->quit_asked()) {
      stage_.window().wait(std::chrono::steady_clock::now() + 1s);
      stage_.queue().drain();
      if (!changed && !stage_.window().wants_frame()) continue;
      changed = false;
      std::vector<flow::Action> actions;
      stage_.window().frame([&] { actions = stage_.screens().draw(view_, tree()); });
      for (const auto& action : actions) changed = act(action) || changed;
      automation_->frame_shown();
    }
  }

  json ask(const json& line) const { return json::parse(*base::ask(socket_, line.dump(), 30s)); }
  int strokes() const { return strokes_; }

 private:
  ui::Tree& tree() { return const_cast<ui::Tree&>(stage_.tree()); }

  bool act(const flow::Action& action) {
    if (const auto* mode = std::get_if<flow::action::SetMode>(&action)) view_.mode = mode->mode;
    if (std::holds_alternative<flow::action::PressTile>(action)) {
      view_ = form_view(flow::DisplayMode::standard, 4, 0);
    }
    if (std::holds_alternative<flow::action::BeginStroke>(action)) ++strokes_;
    return true;
  }

  Stage stage_;
  flow::View view_;
  std::filesystem::path socket_;
  std::unique_ptr<ui::Automation> automation_;
  int strokes_ = 0;
};

}  // namespace

TEST_CASE("the socket shows the tree, presses by label and waits for what comes") {
  DrivenStage stage;
  stage.serve([](DrivenStage& driven) {
    const auto tree = driven.ask({{"do", "tree"}});
    CHECK(tree["nodes"][0]["label"] == "社区便民服务");
    CHECK(driven.ask({{"do", "press"}, {"label", "大字版"}})["ok"] == true);
    CHECK(driven.ask({{"do", "wait"}, {"label", "标准版"}, {"timeout_ms", 0}})["ok"] == true);
    CHECK(driven.ask({{"do", "press"}, {"contains", "申请救助"}, {"role", "button"}})["ok"] ==
          true);
    CHECK(driven.ask({{"do", "wait"}, {"label", "请用手指签名"}, {"timeout_ms", 5000}})["ok"] ==
          true);
    CHECK(driven.ask({{"do", "wait"}, {"label", "查待遇"}, {"gone", true}})["ok"] == true);
    CHECK(driven.ask({{"do", "wait"}, {"label", "上一步"}, {"enabled", true}})["ok"] == true);
  });
}

TEST_CASE("the socket draws a stroke with the finger") {
  DrivenStage stage;
  stage.serve([](DrivenStage& driven) {
    driven.ask({{"do", "press"}, {"label", "申请救助"}});
    driven.ask({{"do", "wait"}, {"label", "请用手指签名"}});
    CHECK(driven.ask({{"do", "draw"},
                      {"label", "请用手指签名"},
                      {"points", {{0.2, 0.2}, {0.5, 0.6}, {0.8, 0.3}}}})["ok"] == true);
  });
  CHECK(stage.strokes() == 1);
}

TEST_CASE("the socket answers mistakes with what is wrong") {
  DrivenStage stage;
  stage.serve([](DrivenStage& driven) {
    CHECK(driven.ask({{"do", "press"}, {"label", "没有这个"}})["error"] ==
          "no enabled node: 没有这个");
    CHECK(driven.ask({{"do", "dance"}})["error"] == "cannot do: dance");
    CHECK(driven.ask({{"do", "press"}})["error"] == "\"label\" or \"contains\" is missing");
    CHECK(driven.ask({{"do", "press"}, {"label", "x"}, {"role", "lamp"}})["error"] ==
          "no such role: lamp");
    CHECK(driven.ask({{"do", "draw"}, {"label", "x"}, {"points", "none"}}).contains("error"));
    CHECK(driven.ask(json::array()).contains("error"));
    CHECK(driven.ask({{"do", "wait"}, {"label", "没有这个"}, {"timeout_ms", 50}})["error"] ==
          "timed out");
    CHECK(driven.ask({{"do", "picture"}, {"path", "/nonexistent/x.png"}}).contains("error"));
  });
}

TEST_CASE("the socket saves a picture") {
  DrivenStage stage;
  const auto path =
      std::filesystem::temp_directory_path() / ("linli-" + std::to_string(::getpid()) + ".png");
  stage.serve([&path](DrivenStage& driven) {
    driven.ask({{"do", "wait"}, {"label", "查待遇"}});  // the first frame
    CHECK(driven.ask({{"do", "picture"}, {"path", path.string()}})["ok"] == true);
  });
  CHECK(std::filesystem::file_size(path) > 10'000);
  std::filesystem::remove(path);
}

}  // namespace linli::tests
