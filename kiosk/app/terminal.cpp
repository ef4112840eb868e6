#include "kiosk/app/terminal.h"

#include <fmt/format.h>

#include <utility>

#include "drivers/camera/document_camera.h"
#include "drivers/cups/cups_printer.h"
#include "drivers/printer/escpos_printer.h"
#include "drivers/samv/samv_reader.h"
#include "drivers/speech/espeak_speech.h"
#include "drivers/staff_call/command_call.h"
#include "kiosk/app/control.h"
#include "kiosk/app/copy_thread.h"
#include "kiosk/app/device_threads.h"
#include "kiosk/app/document_camera_thread.h"
#include "kiosk/app/document_folder.h"
#include "kiosk/app/place_name_thread.h"
#include "kiosk/app/printer_thread.h"
#include "kiosk/app/scrub_stack.h"
#include "kiosk/app/speech_thread.h"
#include "kiosk/app/staff_call_thread.h"
#include "kiosk/base/log.h"
#include "offline_cache/store/terminal_identity.h"
#include "offline_cache/sync/terminal_cache.h"
#include "ui/automation/automation.h"
#include "ui/screens/screens.h"

namespace linli::app {
namespace {

using base::LogLevel;
using base::Public;

class KioskTerminal final : public Terminal {
 public:
  KioskTerminal(const Options& options, catalogue::Catalogue catalogue,
                std::optional<reference::PolicyGuide> guide, base::TaskQueue& queue)
      : configuration_(options.configuration),
        queue_(queue),
        catalogue_(std::move(catalogue)),
        guide_(std::move(guide)),
        cache_(offline_cache::TerminalCache::start(cache_options(), clock_, queue_)),
        documents_(configuration_.documents, catalogue_, clock_, queue_),
        camera_(drivers::open_camera({.source = configuration_.camera}), queue_),
        document_camera_(drivers::open_document_camera({.source = configuration_.document_camera}),
                         queue_),
        place_names_(configuration_.place_names, queue_),
        printer_(start_printer()),
        copies_(start_copies()),
        speech_(start_speech()),
        staff_call_(start_staff_call()),
        visit_({clock_, catalogue_, *cache_, *cache_, *cache_, *cache_, camera_,
                configuration_.visit, flow::StaffNeeds{*cache_, *cache_, documents_}, &typing_,
                guide_ ? &*guide_ : nullptr, has_place_names() ? &place_names_ : nullptr,
                configuration_.document_camera.empty() ? nullptr : &document_camera_, cache_.get(),
                printer_.get(), copies_.get(), speech_.get(), staff_call_.get()}) {
    visit_.on_change([this] { changed_ = true; });
    visit_.on_session_end([this] { session_ended_ = true; });
  }

  Expected<void, std::string> open(const Options& options) {
    auto window = ui::Window::open(configuration_.window, queue_);
    if (!window) return unexpected("no window: " + window.error());
    window_ = std::move(*window);
    auto screens = ui::Screens::load({.texts = assets_directory() / "texts"});
    if (!screens) return unexpected("no screens: " + screens.error());
    screens_ = std::move(*screens);
    if (options.automation) {
      auto automation = ui::Automation::start(*options.automation, queue_, *window_, tree_);
      if (!automation) return unexpected("--automation: " + automation.error().message());
      automation_ = std::move(*automation);
    }
    // Without its control socket a kiosk still serves residents; linlictl then
    // says that it can't reach it.
    control_ = serve_control(configuration_, *cache_);
    card_.emplace(std::make_unique<drivers::samv::Reader>(drivers::samv::ReaderOptions{
                      .path = configuration_.card_reader, .baud = configuration_.card_reader_baud}),
                  queue_, [this](const drivers::CardEvent& event) { visit_.card_event(event); });
    return {};
  }

  void run() override {
    if (changed_ || window_->wants_frame()) draw();
    load_typing();
    while (!quit_) {
      if (printer_) printer_->look_now_and_then();
      if (copies_) copies_->look_now_and_then();
      if (speech_) speech_->look_now_and_then();
      const auto deadline =
          changed_ || window_->wants_frame() ? clock_.steady() : visit_.next_deadline();
      if (!window_->wait(deadline)) return;
      queue_.drain();
      visit_.tick();
      documents_.tidy();
      if (session_ended_) forget_session();
      if (changed_ || window_->wants_frame()) draw();
      if (automation_ && automation_->quit_asked()) quit();
    }
  }

  void quit() override { quit_ = true; }

 private:
  bool has_place_names() const {
    std::error_code unknown;
    return std::filesystem::exists(configuration_.place_names, unknown);
  }

  /// Null where the settings name none.
  std::unique_ptr<PrinterThread> start_printer() {
    if (configuration_.receipt_printer.empty()) return nullptr;
    auto printer = std::make_unique<drivers::EscPosPrinter>(drivers::EscPosOptions{
        .device = configuration_.receipt_printer, .baud = configuration_.receipt_printer_baud});
    return std::make_unique<PrinterThread>(PrinterThread::Needs{
        std::move(printer), catalogue_.region, clock_, queue_, [this] { changed_ = true; }});
  }

  std::unique_ptr<CopyThread> start_copies() {
    if (configuration_.application_printer.empty()) return nullptr;
    auto printer = std::make_unique<drivers::CupsPrinter>(
        drivers::CupsOptions{.queue = configuration_.application_printer});
    return std::make_unique<CopyThread>(CopyThread::Needs{
        std::move(printer), catalogue_.region, clock_, queue_, [this] { changed_ = true; }});
  }

  std::unique_ptr<SpeechThread> start_speech() {
    if (configuration_.loudspeaker.empty()) return nullptr;
    auto voice = std::make_unique<drivers::EspeakSpeech>(
        drivers::EspeakOptions{.loudspeaker = configuration_.loudspeaker,
                               .words_per_minute = configuration_.words_per_minute});
    return std::make_unique<SpeechThread>(
        SpeechThread::Needs{std::move(voice), clock_, queue_, [this] { changed_ = true; }});
  }

  std::unique_ptr<StaffCallThread> start_staff_call() {
    if (configuration_.staff_call.empty()) return nullptr;
    const auto identity = offline_cache::load_identity(configuration_.state);
    auto device = std::make_unique<drivers::CommandCall>(
        drivers::CommandCallOptions{configuration_.staff_call, identity ? identity->terminal : ""});
    return std::make_unique<StaffCallThread>(std::move(device), queue_);
  }

  offline_cache::TerminalCacheOptions cache_options() const {
    offline_cache::TerminalCacheOptions options{.directory = configuration_.state,
                                                .centre_url = configuration_.centre_url,
                                                .vault = machine_vault()};
    options.timing.most_in_flight = configuration_.most_in_flight;
    options.timing.most_bytes_per_second =
        static_cast<std::size_t>(configuration_.most_kilobytes_per_second.value_or(0)) * 1000;
    if (configuration_.quiet_from) {
      options.timing.quiet = {*configuration_.quiet_from, *configuration_.quiet_until};
    }
    if (configuration_.day_close_at) {
      options.day_close = {*configuration_.day_close_at, configuration_.day_close_jitter};
    }
    return options;
  }

  /// After the first frame: nobody types before somebody has seen the screen.
  void load_typing() {
    typing_ = typing::load_engines(assets_directory());
    for (const auto& problem : typing_.problems) {
      base::log(LogLevel::error, "typing: {}", Public{problem});
    }
  }

  void draw() {
    changed_ = false;
    std::vector<flow::Action> actions;
    window_->frame([&] { actions = screens_->draw(visit_.view(), tree_); });
    for (const auto& action : actions) visit_.act(action);
    // What an action changed is drawn by the next turn: only then is it shown.
    if (automation_ && !changed_) automation_->frame_shown();
  }

  /// The session's own data is gone; this wipes where it passed through.
  void forget_session() {
    session_ended_ = false;
    screens_->forget();
    tree_.forget();
    window_->forget_frames();
    cache_->run_on_every_thread(scrub_stack);
    card_->run_between_events(scrub_stack);
    camera_.run_when_idle(scrub_stack);
    document_camera_.run_when_idle(scrub_stack);
    if (printer_) printer_->run_when_idle(scrub_stack);
    if (copies_) copies_->run_when_idle(scrub_stack);
    if (speech_) speech_->run_when_idle(scrub_stack);
    scrub_stack();
    changed_ = true;
  }

  Configuration configuration_;
  base::TaskQueue& queue_;
  base::SystemClock clock_;
  catalogue::Catalogue catalogue_;
  std::optional<reference::PolicyGuide> guide_;
  std::unique_ptr<offline_cache::TerminalCache> cache_;
  DocumentFolder documents_;
  CameraDesk camera_;
  DocumentCameraThread document_camera_;
  typing::Engines typing_;
  PlaceNameThread place_names_;
  std::unique_ptr<PrinterThread> printer_;
  std::unique_ptr<CopyThread> copies_;
  std::unique_ptr<SpeechThread> speech_;
  std::unique_ptr<StaffCallThread> staff_call_;
  flow::Visit visit_;
  ui::Tree tree_;
  std::unique_ptr<ui::Window> window_;
  std::unique_ptr<ui::Screens> screens_;
  std::unique_ptr<ui::Automation> automation_;
  std::unique_ptr<base::ControlServer> control_;
  std::optional<CardThread> card_;
  bool changed_ = true;
  bool session_ended_ = false;
  bool quit_ = false;
};

std::string all_errors(const std::vector<catalogue::CatalogueError>& errors) {
  std::string text = "the services can't be loaded:";
  for (const auto& error : errors) text += "\n  " + describe(error);
  return text;
}

/// Without it everything else can still be done.
std::optional<reference::PolicyGuide> load_guide(const catalogue::Region& region) {
  auto guide = reference::load_guide(assets_directory(), region.parameters);
  if (guide) return *std::move(guide);
  for (const auto& fault : guide.error()) {
    base::log(LogLevel::error, "no policy guide: {}: {}", Public{fault.where}, Public{fault.what});
  }
  return std::nullopt;
}

}  // namespace

Expected<std::unique_ptr<Terminal>, std::string> Terminal::start(const Options& options,
                                                                 base::TaskQueue& queue) {
  auto catalogue = catalogue::load_catalogue(assets_directory(), options.configuration.region);
  if (!catalogue) return unexpected(all_errors(catalogue.error()));
  for (const auto& fault : catalogue->service_faults) {
    base::log(base::LogLevel::error, "a service is not offered: {}", base::Public{describe(fault)});
  }
  auto guide = load_guide(catalogue->region);
  auto terminal =
      std::make_unique<KioskTerminal>(options, std::move(*catalogue), std::move(guide), queue);
  if (auto opened = terminal->open(options); !opened) return unexpected(opened.error());
  return terminal;
}

}  // namespace linli::app
