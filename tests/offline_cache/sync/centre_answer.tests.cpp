#include "offline_cache/sync/centre_answer.h"

#include <curl/curl.h>
#include <catch2/catch_test_macros.hpp>

#include "offline_cache/sync/curl_error.h"
#include "tests/offline_cache/sync/scripted_centre.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

TEST_CASE("only JSON with a good status is success, only problem details are the centre's no") {
  CHECK(kind_of(tests::json_answer(200, "{}")) == AnswerKind::success);
  CHECK(kind_of(CentreAnswer{204, {}, {}}) == AnswerKind::success);
  CHECK(kind_of(CentreAnswer{200, {{"content-type", "application/json; charset=utf-8"}}, "{}"}) ==
        AnswerKind::success);
  CHECK(kind_of(tests::html_answer()) == AnswerKind::nonsense);
  CHECK(kind_of(CentreAnswer{200, {}, "{}"}) == AnswerKind::nonsense);
  CHECK(kind_of(tests::problem_answer(409, "x")) == AnswerKind::problem);
  CHECK(kind_of(tests::html_answer(409)) == AnswerKind::nonsense);
  CHECK(kind_of(CentreAnswer{409, {{"content-type", "application/problem+json"}}, "<html>"}) ==
        AnswerKind::nonsense);
  CHECK(kind_of(tests::problem_answer(500, "x")) == AnswerKind::nonsense);
  for (const int status : {401, 403, 408, 425, 429, 503}) {
    CHECK(kind_of(tests::problem_answer(status, "x")) == AnswerKind::later);
  }
}

TEST_CASE("Retry-After that is no number of seconds is not obeyed") {
  CentreAnswer answer = tests::problem_answer(429, "x");
  CHECK_FALSE(retry_after(answer, 1h));
  for (const char* text : {"", "-1", "soon", "Sun, 22 Nov 2026 01:41:00 GMT", "99999999999999"}) {
    answer.headers["retry-after"] = text;
    CHECK_FALSE(retry_after(answer, 1h));
  }
  answer.headers["retry-after"] = "7";
  CHECK(retry_after(answer, 1h) == 7s);
}

TEST_CASE("libcurl's codes become the trouble that a person is told") {
  CHECK(trouble_of(CURLE_COULDNT_CONNECT) == CentreTrouble::unreachable);
  CHECK(trouble_of(CURLE_COULDNT_RESOLVE_HOST) == CentreTrouble::unreachable);
  CHECK(trouble_of(CURLE_OPERATION_TIMEDOUT) == CentreTrouble::unreachable);
  CHECK(trouble_of(CURLE_PEER_FAILED_VERIFICATION) == CentreTrouble::not_trusted);
  CHECK(trouble_of(CURLE_PARTIAL_FILE) == CentreTrouble::misbehaving);
  CHECK(trouble_of(CURLE_GOT_NOTHING) == CentreTrouble::misbehaving);
}
