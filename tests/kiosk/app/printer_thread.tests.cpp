#include "kiosk/app/printer_thread.h"

#include <catch2/catch_test_macros.hpp>
#include <future>

#include "drivers/printer/escpos_printer.h"
#include "drivers/simulated/simulated_printer.h"
#include "kiosk/flow/view.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace std::chrono_literals;
using drivers::PaperLeft;
using drivers::PrintError;

namespace {

/// Prints when it is let.
class HeldPrinter final : public drivers::ReceiptPrinter {
 public:
  explicit HeldPrinter(std::shared_future<void> may) : may_(std::move(may)) {}
  drivers::PrinterReport look(std::stop_token) override { return PaperLeft::enough; }
  drivers::PrinterReport print(const drivers::DotPicture&, std::stop_token) override {
    ++begun;
    may_.wait();
    return PaperLeft::enough;
  }
  static inline std::atomic<int> begun{0};

 private:
  std::shared_future<void> may_;
};

struct Hall {
  Hall() { service.name.zh = "临时救助"; }

  app::PrinterThread start(std::unique_ptr<drivers::ReceiptPrinter> printer) {
    return app::PrinterThread({std::move(printer), region, clock, queue, [this] { ++news; }});
  }
  flow::ReceiptView receipt() const {
    flow::ReceiptView view{.receipt = {.number = "LS-0417-2611-0038", .code = "https://x"},
                           .service = &service};
    view.masked_name = "王*芳";
    return view;
  }
  void drain_until(const std::function<bool()>& done) {
    while (!done()) {
      REQUIRE(queue.wait_until(std::chrono::steady_clock::now() + 30s));
      queue.drain();
    }
  }
  /// Everything that the printer's thread has posted has run.
  void settle(app::PrinterThread& printer) {
    std::promise<void> idle;
    printer.run_when_idle([&] { idle.set_value(); });
    idle.get_future().get();
    queue.drain();
  }

  catalogue::Region region;
  catalogue::Service service;
  base::FakeClock clock{base::WallTime{}};
  base::TaskQueue queue;
  int news = 0;
};

}  // namespace

TEST_CASE("a receipt is drawn, goes over the wire and comes out of the printer") {
  Hall hall;
  const tests::TemporaryFolder folder;
  const auto device =
      drivers::simulated::Printer::start({.link = folder / "printer", .receipts = {}});
  REQUIRE(device);
  auto printer = hall.start(std::make_unique<drivers::EscPosPrinter>(
      drivers::EscPosOptions{.device = folder / "printer"}));
  std::optional<drivers::PrinterReport> answer;
  printer.print_receipt(hall.receipt(), [&](const auto& report) { answer = report; });
  hall.drain_until([&] { return answer.has_value(); });
  CHECK(*answer == PaperLeft::enough);
  REQUIRE((*device)->report().receipts == 1);
  CHECK((*device)->receipts()[0].height > 300);
}

TEST_CASE("the printer is asked how it is at the start and every minute, and only news is told") {
  Hall hall;
  const tests::TemporaryFolder folder;
  const auto device =
      drivers::simulated::Printer::start({.link = folder / "printer", .receipts = {}});
  REQUIRE(device);
  auto printer = hall.start(std::make_unique<drivers::EscPosPrinter>(
      drivers::EscPosOptions{.device = folder / "printer"}));
  CHECK_FALSE(printer.state());
  const auto look = [&] {
    printer.look_now_and_then();
    hall.settle(printer);
  };
  look();
  REQUIRE(printer.state());
  CHECK(*printer.state() == PaperLeft::enough);
  CHECK(hall.news == 1);
  (*device)->set(drivers::simulated::PrinterFault::cover_open);
  look();
  CHECK(hall.news == 1);  // not a minute yet
  hall.clock.advance(1min);
  look();
  CHECK(printer.state()->error() == PrintError::cover_open);
  CHECK(hall.news == 2);
  hall.clock.advance(1min);
  look();
  CHECK(hall.news == 2);
}

TEST_CASE(
    "what has begun prints to its end, what has not is dropped, and nobody is told of either") {
  Hall hall;
  std::promise<void> let;
  HeldPrinter::begun = 0;
  int told = 0;
  {
    auto printer = hall.start(std::make_unique<HeldPrinter>(let.get_future().share()));
    printer.print_receipt(hall.receipt(), [&](const auto&) { ++told; });
    while (HeldPrinter::begun == 0) std::this_thread::yield();
    printer.print_receipt(hall.receipt(), [&](const auto&) { ++told; });
    printer.forget();
    let.set_value();
    hall.settle(printer);
    CHECK(HeldPrinter::begun == 1);
    printer.print_receipt(hall.receipt(), [&](const auto&) { ++told; });
    hall.drain_until([&] { return told == 1; });
  }
  CHECK(HeldPrinter::begun == 2);
  CHECK(told == 1);
}

TEST_CASE("an answer that comes when the terminal has ended finds nobody") {
  Hall hall;
  int told = 0;
  {
    const tests::TemporaryFolder folder;
    auto printer = hall.start(std::make_unique<drivers::EscPosPrinter>(
        drivers::EscPosOptions{.device = folder / "nothing"}));
    printer.print_receipt(hall.receipt(), [&](const auto&) { ++told; });
    std::promise<void> idle;
    printer.run_when_idle([&] { idle.set_value(); });
    idle.get_future().get();
  }
  hall.queue.drain();
  CHECK(told == 0);
  CHECK(hall.news == 0);
}
