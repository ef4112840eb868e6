#include "offline_cache/sync/recover.h"

#include <algorithm>

#include "kiosk/crypto/envelope.h"
#include "kiosk/crypto/wipe.h"
#include "kiosk/protocol/recovery.h"
#include "offline_cache/store/recovery_copy.h"
#include "offline_cache/sync/centre_answer.h"
#include "offline_cache/sync/export_batch.h"
#include "offline_cache/sync/private_copy.h"

namespace linli::offline_cache {
namespace {

using Error = RecoverError;
template <class T>
using Result = Expected<T, RecoverError>;

constexpr int kMostAttempts = 10;
constexpr int kMostCloses = 50;  // of all incarnations, each again after what was missing was sent
constexpr std::chrono::milliseconds kFirstPause{500};
constexpr std::chrono::milliseconds kLongestPause = std::chrono::minutes{1};

Error error_of(CentreTrouble trouble) {
  switch (trouble) {
    case CentreTrouble::unreachable:
      return Error::unreachable;
    case CentreTrouble::not_trusted:
      return Error::not_trusted;
    case CentreTrouble::misbehaving:
      return Error::misbehaving;
    case CentreTrouble::refused:
      return Error::refused;
  }
  return Error::misbehaving;
}

Error error_of_copying(const std::error_code& error) {
  return error == std::errc::no_space_on_device ? Error::no_room : Error::no_database;
}

class Recovery {
 public:
  Recovery(const RecoverOptions& options, const std::stop_token& stop)
      : options_(options), stop_(stop) {}

  Result<Recovered> run() {
    const auto copy_of_key = read_recovery_copy(options_.from);
    if (!copy_of_key) return unexpected(Error::no_recovery_copy);
    recovered_.terminal = copy_of_key->terminal;
    auto key = ask_for_key(*copy_of_key);
    if (!key) return unexpected(key.error());
    const crypto::Wiped guarded{*std::move(key)};
    const auto copy = PrivateCopy::make(options_.from, options_.work, stop_);
    if (!copy) return unexpected(error_of_copying(copy.error()));
    recovered_.unreadable_bytes = copy->unreadable_bytes();
    const auto mark = read_mark(copy->folder() / "store.mark");
    recovered_.has_mark = !mark || *mark;
    if (const auto error = copy->add_key(guarded.value)) {
      return unexpected(error_of_copying(error));
    }
    return send_from(copy->folder());
  }

 private:
  Result<std::string> post(const CentreRequest& request) {
    return body_of(options_.transport.send(request, stop_));
  }

  /// The same, over a line that fails now and then: what the centre has it only answers again.
  Result<std::string> post_patiently(const CentreRequest& request) {
    for (int attempt = 1;; ++attempt) {
      const auto contact = options_.transport.send(request, stop_);
      auto body = body_of(contact);
      const bool passes =
          !body && (body.error() == Error::unreachable || body.error() == Error::busy);
      if (!passes || attempt == kMostAttempts || stop_.stop_requested()) return body;
      const auto asked = contact ? retry_after(*contact, kLongestPause) : std::nullopt;
      pause(asked.value_or(std::min(kLongestPause, kFirstPause * (1 << (attempt - 1)))));
    }
  }

  void pause(std::chrono::milliseconds duration) {
    const base::SteadyTime until = options_.clock.steady() + duration;
    while (!stop_.stop_requested() && options_.clock.steady() < until) {
      options_.transport.wait(
          std::chrono::ceil<std::chrono::milliseconds>(until - options_.clock.steady()), stop_);
    }
  }

  static Result<std::string> body_of(const CentreTransport::Contact& contact) {
    if (!contact) return unexpected(error_of(contact.error()));
    // 403 is final here, although other calls come back after one.
    if (contact->status == 403) return unexpected(Error::refused);
    if (contact->status != 401 && kind_of(*contact) == AnswerKind::later) {
      return unexpected(Error::busy);
    }
    if (const auto trouble = trouble_of(*contact)) return unexpected(error_of(*trouble));
    return contact->body;
  }

  Result<Bytes> ask_for_key(const RecoveryCopy& copy) {
    const auto& identity = options_.identity;
    const auto body = post({.method = HttpMethod::post,
                            .path = "/v1/recoveries",
                            .content_type = "application/json",
                            .body = protocol::to_json(protocol::RecoveryRequest{
                                copy.terminal, copy.sealed_key, identity.certificate}),
                            .headers = {}});
    if (!body) return unexpected(body.error());
    const auto answer = protocol::recovery_answer_from_json(*body);
    if (!answer) return unexpected(Error::misbehaving);
    if (answer->sealed_key.empty()) return unexpected(Error::not_authorised);
    const auto key = crypto::PrivateKey::from_pem(identity.tls_key);
    const auto certificate = crypto::Certificate::from_pem(identity.certificate);
    if (!key || !certificate) return unexpected(Error::misbehaving);
    auto opened = crypto::open_sealed(answer->sealed_key, *key, *certificate);
    if (!opened) return unexpected(Error::misbehaving);
    const crypto::Wiped plain{*std::move(opened)};
    auto store_key = protocol::store_key_from(text_of(plain.value), copy.terminal);
    if (!store_key) return unexpected(Error::misbehaving);
    return *std::move(store_key);
  }

  Result<Recovered> send_from(const std::filesystem::path& folder) {
    constexpr std::size_t kSmallReserve = 4096;  // nothing new is stored in the copy
    // One page that can't be read must not end it; each item is compared as it is sent.
    auto store =
        Store::open({.directory = folder, .reserve_bytes = kSmallReserve, .checks_at_open = false},
                    options_.clock);
    if (!store) return unexpected(Error::store_unusable);
    recovered_.health = (*store)->health();
    if (auto sent = send_all(**store); !sent) return unexpected(sent.error());
    close_all(**store);
    auto for_staff = (*store)->for_staff();
    const auto left = (*store)->counts();
    if (!for_staff || !left) return unexpected(Error::store_unusable);
    recovered_.for_staff = *std::move(for_staff);
    recovered_.later = left->waiting;
    return std::move(recovered_);
  }

  Result<void> send_all(Store& store) {
    ExportPlace place;
    while (true) {
      const auto batch = next_batch(store, place);
      if (!batch) return unexpected(Error::store_unusable);
      recovered_.left_out += batch->left_out;
      if (!batch->record.empty()) {
        if (auto sent = send_record(store, batch->record); !sent) return sent;
      }
      if (batch->done) return {};
      place = batch->next;
    }
  }

  Result<void> send_record(Store& store, const Bytes& record) {
    const auto body = post_patiently({.method = HttpMethod::post,
                                      .path = "/v1/recoveries/" + recovered_.terminal + "/records",
                                      .content_type = "application/octet-stream",
                                      .body = std::string(text_of(record)),
                                      .headers = {}});
    if (!body) return unexpected(body.error());
    const auto answers = protocol::record_answers_from_json(*body);
    if (!answers) return unexpected(Error::misbehaving);
    const auto counts = take_answers(store, *answers, options_.identity.centre_key);
    if (!counts) return unexpected(Error::store_unusable);
    recovered_.answers += *counts;
    return {};
  }

  /// Without it the centre would keep for ever what it has of the dead terminal.
  void close_all(Store& store) {
    for (int round = 0; round < kMostCloses; ++round) {
      const auto books = store.open_books();
      recovered_.closed = books && books->empty();
      if (!books || books->empty()) return;
      bool went_on = false;  // incarnations where the two sides differ keep no other open
      for (const OpenBooks& open : *books) went_on = close_one(store, open.close) || went_on;
      if (!went_on) return;
    }
  }

  /// True: the centre closed it, or was sent again what it had lost.
  bool close_one(Store& store, protocol::DayClose close) {
    close.day = base::hall_time(options_.clock.now()).date;
    const auto body =
        post_patiently({.method = HttpMethod::post,
                        .path = "/v1/recoveries/" + recovered_.terminal + "/day-closes",
                        .content_type = "application/json",
                        .body = protocol::to_json(protocol::DayCloseRequest{close, {}}),
                        .headers = {}});
    const auto answer = body ? protocol::day_close_answer_from_json(*body) : std::nullopt;
    if (!answer) return false;
    if (const auto* told = std::get_if<protocol::DayCloseDifference>(&*answer)) {
      const auto sent = store.send_again(close.incarnation, told->missing);
      return sent && *sent > 0 && send_all(store);
    }
    const auto& agreed = std::get<protocol::AgreedDayClose>(*answer);
    return protocol::proves(agreed, agreed.close, options_.identity.centre_key) &&
           speaks_of(agreed.close, close) && store.close_books(agreed);
  }

  /// The centre may hold more than the store knew of.
  static bool speaks_of(const protocol::DayClose& agreed, const protocol::DayClose& named) {
    return agreed.terminal == named.terminal && agreed.incarnation == named.incarnation &&
           agreed.first_sequence == named.first_sequence && agreed.day == named.day;
  }

  const RecoverOptions& options_;
  const std::stop_token& stop_;
  Recovered recovered_;
};

}  // namespace

Expected<Recovered, RecoverError> recover(const RecoverOptions& options,
                                          const std::stop_token& stop) {
  auto recovered = Recovery(options, stop).run();
  if (!recovered && stop.stop_requested()) return unexpected(Error::stopped);
  return recovered;
}

}  // namespace linli::offline_cache
