#include "drivers/cups/cups_printer.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/drivers/cups/ipp_answerer.h"

using namespace linli;
using namespace linli::tests;
using drivers::CupsPrinter;
using drivers::PageError;

namespace {

CupsPrinter printer_at(int port) {
  return CupsPrinter({.queue = "office", .server = "127.0.0.1", .port = port});
}

std::string document(std::size_t size) {
  std::string bytes = "%PDF-1.7\n";
  while (bytes.size() < size) bytes.push_back(static_cast<char>(bytes.size() * 31));
  return bytes;
}

}  // namespace

TEST_CASE("a document reaches the queue byte by byte, as a PDF and under its title") {
  IppAnswerer service;
  for (const std::size_t size : {9U, 1000U, 65536U, 3'000'000U}) {
    CAPTURE(size);
    CHECK(printer_at(service.port()).send(document(size), "linli", {}));
    const auto job = service.asked().back();
    CHECK(job.operation == 0x0002);
    CHECK(job.path == "/printers/office");
    CHECK(job.document == document(size));
    for (const char* words : {"ipp://localhost/printers/office", "application/pdf", "linli"}) {
      CHECK(job.attributes.find(words) != std::string::npos);
    }
  }
}

TEST_CASE("what the service says becomes one of our errors") {
  struct Row {
    std::uint16_t status;
    PageError error;
  };
  for (const Row& row :
       {Row{0x0406, PageError::no_such_printer}, Row{0x0506, PageError::not_accepting},
        Row{0x0507, PageError::not_accepting}, Row{0x0502, PageError::unreachable},
        Row{0x0500, PageError::failed}, Row{0x040A, PageError::failed}}) {
    CAPTURE(row.status);
    IppAnswerer service;
    service.answer_with(row.status);
    const auto sent = printer_at(service.port()).send(document(100), "linli", {});
    REQUIRE_FALSE(sent);
    CHECK(sent.error() == row.error);
  }
}

TEST_CASE("a look says whether the queue takes documents") {
  IppAnswerer service;
  CHECK(printer_at(service.port()).look({}));
  CHECK(service.asked().back().operation == 0x000B);
  service.stop_accepting();
  CHECK(printer_at(service.port()).look({}).error() == PageError::not_accepting);
  service.answer_with(0x0406);
  CHECK(printer_at(service.port()).look({}).error() == PageError::no_such_printer);
}

TEST_CASE("a queue that was stopped is sent nothing: the document would lie there") {
  IppAnswerer service;
  service.stop_printing();
  CHECK(printer_at(service.port()).look({}).error() == PageError::not_accepting);
  CHECK(printer_at(service.port()).send(document(100), "linli", {}).error() ==
        PageError::not_accepting);
  for (const auto& asked : service.asked()) CHECK(asked.document.empty());
}

TEST_CASE("where no print service is, nothing is sent") {
  int port = 0;
  { port = IppAnswerer().port(); }
  CHECK(printer_at(port).send(document(100), "linli", {}).error() == PageError::unreachable);
  CHECK(printer_at(port).look({}).error() == PageError::unreachable);
}

TEST_CASE("a stop ends a document that is being sent") {
  IppAnswerer service;
  std::stop_source stop;
  stop.request_stop();
  CHECK(printer_at(service.port()).send(document(100), "linli", stop.get_token()).error() ==
        PageError::stopped);
}
