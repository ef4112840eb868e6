#include "ui/automation/automation.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <stop_token>

#include "kiosk/base/control_socket.h"
#include "ui/automation/commands.h"

namespace linli::ui {
namespace {

using namespace std::chrono_literals;

// The UI thread answers within a few frames; longer means that nobody draws any more.
constexpr auto kAnswerLimit = 60s;

/// One line's answer, on its way from the UI thread to the connection's thread.
class Reply {
 public:
  void give(std::string answer) {
    {
      const std::lock_guard lock(mutex_);
      answer_ = std::move(answer);
    }
    given_.notify_all();
  }

  /// Empty after the limit or a stop.
  std::optional<std::string> wait(const std::stop_token& stop, std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    given_.wait_for(lock, stop, limit, [this] { return answer_.has_value(); });
    return answer_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any given_;
  std::optional<std::string> answer_;
};

/// Points that a finger goes through; the next one after each shown frame.
struct Gesture {
  std::vector<std::pair<float, float>> points;  // pixels
  std::size_t next = 0;
  bool released = false;
  std::shared_ptr<Reply> reply;
  std::optional<NodeQuery> held;  // the finger stays down while it is there
};

struct Watch {
  command::Wait wait;
  std::shared_ptr<Reply> reply;
};

/// Everything here belongs to the UI thread.
class Hand {
 public:
  Hand(Window& window, const Tree& tree) : window_(window), tree_(tree) {}

  void run(const command::ShowTree&, const std::shared_ptr<Reply>& reply) {
    reply->give(tree_answer(tree_));
  }
  void run(const command::Press& press, const std::shared_ptr<Reply>& reply) {
    begin(press.node, {{0.5F, 0.5F}}, reply, press.until_gone);
  }
  void run(const command::Draw& draw, const std::shared_ptr<Reply>& reply) {
    begin(draw.node, draw.points, reply);
  }
  void run(const command::Wait& wait, const std::shared_ptr<Reply>& reply) {
    if (shows(tree_, wait.node) != wait.gone) return reply->give(ok_answer());
    watches_.push_back({wait, reply});
  }
  void run(const command::Picture& picture, const std::shared_ptr<Reply>& reply) {
    const auto saved = window_.save_picture(picture.path);
    reply->give(saved ? ok_answer() : error_answer(saved.error()));
  }
  void run(const command::Quit&, const std::shared_ptr<Reply>& reply) {
    quit_ = true;
    reply->give(ok_answer());
  }

  /// The time of a wait is over; one that was answered meanwhile is no longer there.
  void give_up(const std::shared_ptr<Reply>& reply) {
    const auto waits = [&](const Watch& watch) { return watch.reply == reply; };
    if (watches_.remove_if(waits) > 0) reply->give(error_answer("timed out"));
  }

  void frame_shown() {
    move_finger();
    watches_.remove_if([this](const Watch& watch) {
      if (shows(tree_, watch.wait.node) == watch.wait.gone) return false;
      watch.reply->give(ok_answer());
      return true;
    });
  }

  bool quit_asked() const { return quit_; }

 private:
  void begin(const NodeQuery& query, std::vector<std::pair<float, float>> points,
             const std::shared_ptr<Reply>& reply, bool until_gone = false) {
    const auto node = find_target(tree_, query);
    if (!node) return reply->give(error_answer(node.error()));
    for (auto& [x, y] : points) {
      x = node->rect.x + x * node->rect.width;
      y = node->rect.y + y * node->rect.height;
    }
    gestures_.push_back(
        {std::move(points), 0, false, reply, until_gone ? std::optional(query) : std::nullopt});
    if (gestures_.size() == 1) touch();
  }

  void touch() {
    Gesture& gesture = gestures_.front();
    const auto [x, y] = gesture.points[gesture.next++];
    window_.inject_pointer(x, y, true);
  }

  void move_finger() {
    if (gestures_.empty()) return;
    Gesture& gesture = gestures_.front();
    if (gesture.next < gesture.points.size()) return touch();
    // What ImGui still deals out has to be seen before the next event.
    if (window_.wants_frame() || (gesture.held && shows(tree_, *gesture.held))) return;
    if (!gesture.released) {
      gesture.released = true;
      const auto [x, y] = gesture.points.back();
      window_.inject_pointer(x, y, false);
      return;
    }
    gesture.reply->give(ok_answer());
    gestures_.pop_front();
    if (!gestures_.empty()) touch();
  }

  Window& window_;
  const Tree& tree_;
  std::deque<Gesture> gestures_;
  std::list<Watch> watches_;
  bool quit_ = false;
};

class SocketAutomation final : public Automation {
 public:
  SocketAutomation(base::TaskQueue& queue, Window& window, const Tree& tree)
      : queue_(queue), hand_(std::make_shared<Hand>(window, tree)) {}

  std::error_code listen(const std::filesystem::path& socket) {
    auto server = base::ControlServer::listen(
        socket,
        [this](std::string_view line, const std::stop_token& stop) { return answer(line, stop); });
    if (!server) return server.error();
    server_ = std::move(*server);
    return {};
  }

  void frame_shown() override { hand_->frame_shown(); }
  bool quit_asked() const override { return hand_->quit_asked(); }

 private:
  /// On the connection's thread.
  std::string answer(std::string_view line, const std::stop_token& stop) {
    const auto command = parse_command(line);
    if (!command) return error_answer(command.error());
    const auto reply = std::make_shared<Reply>();
    post([command = *command, reply](Hand& hand) {
      std::visit([&](const auto& one) { hand.run(one, reply); }, command);
    });
    if (const auto* wait = std::get_if<command::Wait>(&*command)) {
      if (const auto in_time = reply->wait(stop, wait->timeout)) return *in_time;
      post([reply](Hand& hand) { hand.give_up(reply); });
    }
    return reply->wait(stop, kAnswerLimit).value_or(error_answer("stopped"));
  }

  /// Runs a task on the UI thread, unless the automation is gone by then.
  void post(std::function<void(Hand&)> task) {
    queue_.post([hand = std::weak_ptr(hand_), task = std::move(task)] {
      if (const auto alive = hand.lock()) task(*alive);
    });
  }

  base::TaskQueue& queue_;
  std::shared_ptr<Hand> hand_;
  std::unique_ptr<base::ControlServer> server_;  // last: its threads use the rest
};

}  // namespace

Expected<std::unique_ptr<Automation>, std::error_code> Automation::start(
    const std::filesystem::path& socket, base::TaskQueue& queue, Window& window, const Tree& tree) {
  auto automation = std::make_unique<SocketAutomation>(queue, window, tree);
  if (const auto error = automation->listen(socket)) return unexpected(error);
  return automation;
}

}  // namespace linli::ui
