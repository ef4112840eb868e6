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
    const auto copy = PrivateCopy::make(options_.from, options_.work);
    if (!copy) return unexpected(error_of_copying(copy.error()));
    if (const auto error = copy->add_key(guarded.value)) {
      return unexpected(error_of_copying(error));
    }
    return send_from(copy->folder());
  }

 private:
  Result<std::string> post(const std::string& path, const char* content_type, std::string body) {
    const auto answer = options_.transport.send({.method = HttpMethod::post,
                                                 .path = path,
                                                 .content_type = content_type,
                                                 .body = std::move(body),
                                                 .headers = {}},
                                                stop_);
    if (!answer) return unexpected(error_of(answer.error()));
    // 403 is final here, although other calls come back after one.
    if (answer->status == 403) return unexpected(Error::refused);
    if (const auto trouble = trouble_of(*answer)) return unexpected(error_of(*trouble));
    return answer->body;
  }

  Result<Bytes> ask_for_key(const RecoveryCopy& copy) {
    const auto& identity = options_.identity;
    const auto body = post("/v1/recoveries", "application/json",
                           protocol::to_json(protocol::RecoveryRequest{
                               copy.terminal, copy.sealed_key, identity.certificate}));
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
    auto store = Store::open({.directory = folder, .reserve_bytes = kSmallReserve}, options_.clock);
    if (!store) return unexpected(Error::store_unusable);
    recovered_.health = (*store)->health();
    if (auto sent = send_all(**store); !sent) return unexpected(sent.error());
    for (QueueItem& item : (*store)->queue().value_or(std::vector<QueueItem>())) {
      if (needs_staff(item.state)) recovered_.for_staff.push_back(std::move(item));
    }
    const auto left = (*store)->counts();
    recovered_.later = left ? left->waiting : 0;
    return std::move(recovered_);
  }

  Result<void> send_all(Store& store) {
    ExportPlace place;
    while (true) {
      const auto batch = next_batch(store, place);
      if (!batch) return unexpected(Error::store_unusable);
      if (!batch->record.empty()) {
        if (auto sent = send_record(store, batch->record); !sent) return sent;
      }
      if (batch->done) return {};
      place = batch->next;
    }
  }

  Result<void> send_record(Store& store, const Bytes& record) {
    const auto body = post("/v1/recoveries/" + recovered_.terminal + "/records",
                           "application/octet-stream", std::string(text_of(record)));
    if (!body) return unexpected(body.error());
    const auto answers = protocol::record_answers_from_json(*body);
    if (!answers) return unexpected(Error::misbehaving);
    const auto counts = take_answers(store, *answers, options_.identity.centre_key);
    if (!counts) return unexpected(Error::store_unusable);
    recovered_.answers += *counts;
    return {};
  }

  static bool needs_staff(ItemState state) {
    switch (state) {
      case ItemState::returned:
      case ItemState::refused:
      case ItemState::quarantined:
        return true;
      case ItemState::stored:
      case ItemState::sending:
      case ItemState::accepted:
      case ItemState::exported:
        return false;
    }
    return false;
  }

  const RecoverOptions& options_;
  const std::stop_token& stop_;
  Recovered recovered_;
};

}  // namespace

Expected<Recovered, RecoverError> recover(const RecoverOptions& options,
                                          const std::stop_token& stop) {
  return Recovery(options, stop).run();
}

}  // namespace linli::offline_cache
