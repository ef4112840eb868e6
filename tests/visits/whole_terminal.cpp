#include "tests/visits/whole_terminal.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>

#include "centre/server/opened_item.h"
#include "kiosk/crypto/envelope.h"
#include "kiosk/protocol/packing.h"

namespace linli::tests {
namespace {

using namespace std::chrono_literals;
namespace event = drivers::card_event;

constexpr auto kPatience = 20s;

/// Half the width of a real screen: the layout is the same, and drawing takes a quarter.
constexpr int kShort = 540;
constexpr int kLong = 960;

/// Looks like no other page, and packs to no less than it is.
Bytes picture_of_page(std::size_t number) {
  std::mt19937 random(static_cast<unsigned>(number));
  Bytes jpeg(5000);
  for (auto& byte : jpeg) byte = static_cast<std::uint8_t>(random());
  return jpeg;
}

/// A sheet of paper lies under the camera, another for every picture.
class Paper final : public flow::PageDesk {
 public:
  explicit Paper(std::vector<Bytes>& taken) : taken_(taken) {}

  void aim(OnFrame on_frame, Done done) override {
    done_ = std::move(done);
    on_frame(std::make_shared<const drivers::PreviewFrame>(sheet()));
  }
  void take() override {
    const auto done = std::exchange(done_, nullptr);
    taken_.push_back(picture_of_page(taken_.size()));
    done(drivers::TakenPage{std::make_shared<const domain::ScannedPage>(taken_.back()), sheet(),
                            false});
  }
  void stop() override {}

 private:
  static drivers::PreviewFrame sheet() {
    return {.width = 64, .height = 48, .rgb = Bytes(64 * 48 * 3, 230)};
  }

  std::vector<Bytes>& taken_;
  Done done_;
};

catalogue::Catalogue shipped_catalogue() {
  auto loaded = catalogue::load_catalogue(LINLI_ASSETS, "demo");
  if (!loaded || !loaded->service_faults.empty()) {
    throw std::runtime_error("the shipped services can't be loaded");
  }
  return std::move(*loaded);
}

std::unique_ptr<offline_cache::TerminalCache> cache_in(const std::filesystem::path& folder,
                                                       LoopbackCentre& centre,
                                                       const base::Clock& clock,
                                                       base::TaskQueue& queue) {
  if (save_identity(folder, centre.enrolled("0417"))) {
    throw std::runtime_error("the terminal can't be enrolled");
  }
  return offline_cache::TerminalCache::start({.directory = folder,
                                              .centre_url = centre.address(),
                                              .sends_by_itself = false,
                                              .reserve_bytes = 512 * 1024},
                                             clock, queue);
}

bool takes_press(const ui::Node& node) {
  switch (node.role) {
    case ui::Role::button:
    case ui::Role::choice:
    case ui::Role::field:
    case ui::Role::consent:
      return node.enabled;
    default:
      return false;
  }
}

}  // namespace

domain::IdCard invented_card() {
  const auto number = *domain::IdentityNumber::parse("990101194612280023");
  return {.name = "王淑芳",
          .sex = domain::Sex::female,
          .ethnicity = 1,
          .birth_date = number.birth_date(),
          .address = "辽宁省阜新市海州区幸福路18号3单元402",
          .number = number,
          .issuer = "阜新市公安局海州分局",
          .valid_from = std::chrono::year{2016} / 1 / 1,
          .valid_to = {},
          .newest_address = {},
          .photo = {}};
}

WholeTerminal::WholeTerminal(flow::DisplayMode mode)
    : mode_(mode),
      clock_(*base::parse_rfc3339("2026-11-23T09:41:00.000+08:00")),
      centre_clock_(base::SystemClock().now()),
      catalogue_(shipped_catalogue()),
      centre_(centre_clock_),
      stage_(mode == flow::DisplayMode::large ? kLong : kShort,
             mode == flow::DisplayMode::large ? kShort : kLong),
      typing_(typing::load_engines(LINLI_SHARE)),
      cache_(cache_in(folder_.path(), centre_, clock_, stage_.queue())),
      papers_(std::make_unique<Paper>(pages_taken_)),
      visit_({clock_,
              catalogue_,
              *cache_,
              *cache_,
              *cache_,
              *cache_,
              camera_,
              {},
              {},
              &typing_,
              nullptr,
              nullptr,
              papers_.get(),
              cache_.get()}) {
  visit_.card_event(event::HealthChanged{drivers::DeviceHealth::working});
  wait_until([this] { return cache_->health() == offline_cache::StoreHealth::ready; });
}

void WholeTerminal::place(const domain::IdCard& card) {
  if (view().mode != mode_) press("大字版");
  visit_.card_event(event::Found{});
  visit_.card_event(event::Read{card});
  refresh();
}

/// The desk is stopped from within.
void HandHeldCode::show(const std::string& text) {
  const auto seen = seen_;
  if (!seen) throw std::runtime_error("the camera is not looking");
  seen(text);
}

void WholeTerminal::show_code(const std::string& text) {
  camera_.show(text);
  wait_until([this] {
    return shows<flow::ProgressView>() ||
           screen<flow::ScanView>().state == flow::ScanView::State::failed;
  });
}

void WholeTerminal::take_card_away() {
  visit_.card_event(event::Removed{});
  refresh();
}

void WholeTerminal::act(const std::vector<flow::Action>& actions) {
  for (const auto& action : actions) visit_.act(action);
}

void WholeTerminal::refresh() {
  stage_.queue().drain();
  act(stage_.show(view()));
}

void WholeTerminal::press(const ui::Node& node) {
  const float x = node.rect.x + node.rect.width / 2;
  const float y = node.rect.y + node.rect.height / 2;
  for (const bool down : {true, false}) {
    stage_.window().inject_pointer(x, y, down);
    refresh();
  }
  refresh();
}

void WholeTerminal::press(const std::string& label) {
  refresh();
  for (const ui::Node& node : stage_.tree().nodes()) {
    if (node.label == label && takes_press(node)) {
      const ui::Node target = node;
      return press(target);
    }
  }
  picture("nothing-to-press");
  throw std::runtime_error("nothing to press: " + label + " on " +
                           stage_.tree().nodes().front().label);
}

std::vector<ui::Node> WholeTerminal::nodes(ui::Role role) {
  refresh();
  std::vector<ui::Node> found;
  for (const ui::Node& node : stage_.tree().nodes()) {
    if (node.role == role && node.enabled) found.push_back(node);
  }
  return found;
}

bool WholeTerminal::offers(const std::string& label) {
  refresh();
  for (const ui::Node& node : stage_.tree().nodes()) {
    if (node.label == label && takes_press(node)) return true;
  }
  return false;
}

bool WholeTerminal::says(const std::string& text) {
  refresh();
  return std::ranges::any_of(stage_.tree().nodes(), [&](const ui::Node& node) {
    return node.label.find(text) != std::string::npos || node.value.find(text) != std::string::npos;
  });
}

catalogue::Service& WholeTerminal::change_service(const std::string& id) {
  return *std::ranges::find(catalogue_.services, id, &catalogue::Service::id);
}

void WholeTerminal::sign(const ui::Node& canvas) {
  const auto move = [&](float x, float y, bool down) {
    stage_.window().inject_pointer(canvas.rect.x + x * canvas.rect.width,
                                   canvas.rect.y + y * canvas.rect.height, down);
    refresh();
  };
  move(0.2F, 0.3F, true);
  move(0.5F, 0.5F, true);
  move(0.8F, 0.4F, true);
  move(0.8F, 0.4F, false);
}

void WholeTerminal::wait_until(const std::function<bool()>& ready) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!ready()) {
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error("waited in vain");
    stage_.queue().wait_until(std::chrono::steady_clock::now() + 50ms);
    stage_.queue().drain();
  }
  refresh();
}

void WholeTerminal::picture(const std::string& name) {
  const char* wished = std::getenv("LINLI_PICTURES");
  const std::filesystem::path all = wished != nullptr ? wished : LINLI_PICTURES_DEFAULT;
  const auto folder = all / "visits" / (mode_ == flow::DisplayMode::large ? "large" : "standard");
  refresh();
  std::filesystem::create_directories(folder);
  if (!stage_.window().save_picture(folder / (name + ".png"))) {
    throw std::runtime_error("no picture can be written");
  }
}

bool WholeTerminal::send_all() {
  cache_->sync_once();
  refresh();
  return cache_->status().link.waiting == 0;
}

protocol::Manifest WholeTerminal::at_centre(const std::string& receipt_number) {
  return centre::open_manifest(centre_.keys(), item(receipt_number).sealed_manifest).value();
}

centre::StoredItem WholeTerminal::item(const std::string& receipt_number) {
  auto items = centre_.ledger().items_with_receipt(receipt_number).value();
  if (items.size() != 1) throw std::runtime_error("not once at the centre");
  return std::move(items.front());
}

std::map<std::string, std::vector<Bytes>> WholeTerminal::pages_at_centre(
    const std::string& receipt_number) {
  const auto manifest = at_centre(receipt_number);
  const auto parts = centre_.ledger().parts_of(manifest.item).value();
  std::map<std::string, std::vector<Bytes>> pages;
  for (const auto& named : manifest.parts) {
    if (named.content_type != "image/jpeg") continue;
    const auto part = std::ranges::find(parts, named.number, &centre::Part::number);
    if (part == parts.end()) throw std::runtime_error("a page is not at the centre");
    auto content =
        crypto::open_sealed(part->sealed, centre_.keys().sealing_key, centre_.keys().sealing)
            .value();
    if (manifest.packed.contains(named.number)) {
      content = protocol::unpack(content, protocol::kMaxPartBytes).value();
    }
    pages[named.field].push_back(std::move(content));
  }
  return pages;
}

void WholeTerminal::decide(const std::string& receipt_number, const centre::StageEvent& event) {
  const auto id = item(receipt_number).acceptance.link.item;
  if (!centre_.ledger().record_stage(id, event, clock_.now())) {
    throw std::runtime_error("the stage can't be stored");
  }
}

std::vector<centre::Signatory> WholeTerminal::signatories(const std::string& receipt_number) {
  const auto content = nlohmann::json::parse(at_centre(receipt_number).content);
  return centre::signatories_of(centre_.ledger(), centre_.keys(),
                                item(receipt_number).acceptance.link.item, content)
      .value();
}

std::vector<std::string> WholeTerminal::arrived() {
  std::vector<std::string> numbers;
  const auto items = centre_.ledger().items(1000).value();
  for (const auto& item : items) numbers.push_back(item.receipt_number);
  return numbers;
}

}  // namespace linli::tests
