#include "kiosk/app/copy_thread.h"

#include <catch2/catch_test_macros.hpp>
#include <future>

using namespace linli;
using namespace std::chrono_literals;
using drivers::PageError;

namespace {

/// What reached the print service.
struct Tray {
  std::vector<std::string> documents;
  std::string title;
  Expected<void, PageError> answer;
  std::shared_future<void> may_send;  // none: at once
};

class ScriptedPrinter final : public drivers::PagePrinter {
 public:
  explicit ScriptedPrinter(Tray& tray) : tray_(tray) {}
  Expected<void, PageError> look(std::stop_token) override { return tray_.answer; }
  Expected<void, PageError> send(std::string_view pdf, std::string_view title,
                                 std::stop_token) override {
    tray_.documents.emplace_back(pdf);
    tray_.title = title;
    if (tray_.may_send.valid()) tray_.may_send.wait();
    return tray_.answer;
  }

 private:
  Tray& tray_;
};

struct Office {
  Office() { service.name.zh = "临时救助"; }
  app::CopyThread start() {
    return app::CopyThread(
        {std::make_unique<ScriptedPrinter>(tray), region, clock, queue, [this] { ++news; }});
  }
  std::shared_ptr<const flow::HandedIn> handed_in() const {
    domain::Application application{
        .applicant = {.name = "王淑芳",
                      .number = *domain::IdentityNumber::parse("990101194612280023")}};
    return std::make_shared<const flow::HandedIn>(
        std::move(application), domain::Receipt{.number = "LS-0417-2611-0038"}, service);
  }
  void settle(app::CopyThread& copies) {
    std::promise<void> idle;
    copies.run_when_idle([&] { idle.set_value(); });
    idle.get_future().get();
    queue.drain();
  }

  Tray tray;
  catalogue::Region region;
  catalogue::Service service;
  base::FakeClock clock{base::WallTime{}};
  base::TaskQueue queue;
  int news = 0;
};

}  // namespace

TEST_CASE("a copy is made in memory and sent under a title that names nobody") {
  Office office;
  auto copies = office.start();
  std::optional<Expected<void, PageError>> answer;
  copies.print_application(office.handed_in(), [&](const auto& sent) { answer = sent; });
  office.settle(copies);
  REQUIRE(answer);
  CHECK(*answer);
  REQUIRE(office.tray.documents.size() == 1);
  CHECK(office.tray.documents[0].starts_with("%PDF"));
  CHECK(office.tray.title == "linli");
}

TEST_CASE("what keeps a copy from the printer is told") {
  Office office;
  office.tray.answer = unexpected(PageError::not_accepting);
  auto copies = office.start();
  std::optional<Expected<void, PageError>> answer;
  copies.print_application(office.handed_in(), [&](const auto& sent) { answer = sent; });
  office.settle(copies);
  REQUIRE(answer);
  CHECK(answer->error() == PageError::not_accepting);
}

TEST_CASE("copies are offered while the print service takes them, which is asked once a minute") {
  Office office;
  office.tray.answer = unexpected(PageError::no_such_printer);
  auto copies = office.start();
  CHECK_FALSE(copies.takes_documents());
  copies.look_now_and_then();
  office.settle(copies);
  CHECK_FALSE(copies.takes_documents());
  CHECK(office.news == 1);
  office.tray.answer = {};
  copies.look_now_and_then();  // too early
  office.settle(copies);
  CHECK_FALSE(copies.takes_documents());
  office.clock.advance(61s);
  copies.look_now_and_then();
  office.settle(copies);
  CHECK(copies.takes_documents());
  CHECK(office.news == 2);
}

TEST_CASE("a copy that has not begun is dropped with the session, and nobody is told") {
  Office office;
  std::promise<void> let;
  office.tray.may_send = let.get_future().share();
  auto copies = office.start();
  int told = 0;
  const auto one = [&](const auto&) { ++told; };
  std::weak_ptr<const flow::HandedIn> second;
  copies.print_application(office.handed_in(), one);
  {
    const auto handed_in = office.handed_in();
    second = handed_in;
    // Behind one that is being sent: it can only wait.
    copies.print_application(office.handed_in(), one);
    copies.print_application(handed_in, one);
  }
  copies.forget();
  let.set_value();
  office.settle(copies);
  CHECK(office.tray.documents.size() <= 1);
  CHECK(told == 0);
  CHECK(second.expired());
}
