#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/kiosk/protocol/examples.h"

using namespace linli;
using namespace linli::protocol;

TEST_CASE("the hash of a link is what another implementation computes") {
  // Python: hashlib.sha256 over the seven lines.
  CHECK(crypto::to_hex(hash_of(examples::link())) ==
        "70e8591048fb706ba128344a04428263141b3492b6297222333bedbeb805ca64");
}

TEST_CASE("every member of a link is in its hash") {
  const auto original = hash_of(examples::link());
  const int changed = GENERATE(0, 1, 2, 3, 4, 5);
  ChainLink link = examples::link();
  switch (changed) {
    case 0:
      link.terminal = "0418";
      break;
    case 1:
      link.incarnation.bytes[0] ^= 1;
      break;
    case 2:
      ++link.sequence;
      break;
    case 3:
      link.item.bytes[15] ^= 1;
      break;
    case 4:
      link.content[31] ^= 1;
      break;
    case 5:
      link.previous[0] ^= 1;
      break;
  }
  CHECK(hash_of(link) != original);
}

TEST_CASE("a terminal's number is four digits") {
  CHECK(is_terminal_number("0417"));
  for (const char* text : {"", "417", "04170", "041x", "-417", " 417"}) {
    CHECK_FALSE(is_terminal_number(text));
  }
}

TEST_CASE("the centre's signature over an acceptance is what OpenSSL makes over its lines") {
  const auto acceptance = accept(examples::link(), crypto::sha256(bytes_of("head")),
                                 examples::time(), examples::centre_key());
  CHECK(statement_of(acceptance) ==
        "linli-acceptance-v1\n"
        "terminal: 0417\n"
        "incarnation: 019aa5c0-0000-7000-8000-000000000001\n"
        "sequence: 38\n"
        "item: 019aa5c0-0000-7000-8000-000000000026\n"
        "content: " +
            crypto::to_hex(crypto::sha256(bytes_of("sealed"))) +
            "\n"
            "chain: 70e8591048fb706ba128344a04428263141b3492b6297222333bedbeb805ca64\n"
            "chain_head: " +
            crypto::to_hex(crypto::sha256(bytes_of("head"))) +
            "\n"
            "accepted_at: 2026-11-22T09:41:00.000+08:00\n");
  CHECK(crypto::to_base64url(acceptance.signature) ==
        "uuX5ulKIW_HIZEPTz72D1WUkq6L_4ia673qXJhEZLCgd-LAdBfjsD0LEXZs9DHjFmjP6S9D734L-wZ68zYs4Bw");
}

TEST_CASE("an acceptance proves exactly the link it was given for") {
  const auto key = examples::centre_key();
  const auto acceptance = accept(examples::link(), {}, examples::time(), key);
  CHECK(proves(acceptance, examples::link(), key.public_key()));
  CHECK_FALSE(proves(acceptance, examples::link(), examples::terminal_key().public_key()));

  auto other_link = examples::link();
  other_link.content[0] ^= 1;
  CHECK_FALSE(proves(acceptance, other_link, key.public_key()));

  auto other_head = acceptance;
  other_head.chain_head[0] ^= 1;
  CHECK_FALSE(proves(other_head, examples::link(), key.public_key()));

  auto later = acceptance;
  later.accepted_at += std::chrono::milliseconds{1};
  CHECK_FALSE(proves(later, examples::link(), key.public_key()));
}

TEST_CASE("an acceptance keeps its proof through JSON") {
  const auto key = examples::centre_key();
  const auto acceptance = accept(examples::link(), {}, examples::time(), key);
  const auto read = acceptance_from_json(to_json(acceptance));
  REQUIRE(read);
  CHECK(proves(*read, examples::link(), key.public_key()));
}
