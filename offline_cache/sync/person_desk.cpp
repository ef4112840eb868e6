#include "offline_cache/sync/person_desk.h"

#include <algorithm>

#include "kiosk/protocol/receipt_code.h"
#include "offline_cache/store/personal_records.h"
#include "offline_cache/sync/centre_answer.h"

namespace linli::offline_cache {
namespace {

LookupError lookup_error(CentreTrouble trouble) {
  switch (trouble) {
    case CentreTrouble::unreachable:
      return LookupError::unreachable;
    case CentreTrouble::not_trusted:
      return LookupError::not_trusted;
    case CentreTrouble::misbehaving:
      return LookupError::misbehaving;
    case CentreTrouble::refused:
      return LookupError::refused;
  }
  return LookupError::misbehaving;
}

/// As far as this terminal alone can know.
domain::Stage stage_of(ItemState state) {
  switch (state) {
    case ItemState::stored:
    case ItemState::sending:
    case ItemState::exported:
    case ItemState::quarantined:
      return domain::Stage::waiting_to_send;
    case ItemState::accepted:
      return domain::Stage::received;
    case ItemState::returned:
      return domain::Stage::returned;
    case ItemState::refused:
      return domain::Stage::refused;
  }
  return domain::Stage::waiting_to_send;
}

}  // namespace

PersonDesk::PersonDesk(TransportMaker make_transport, StoreKeeper& keeper, IdentityShelf& identity,
                       const base::Clock& clock, base::TaskQueue& queue)
    : make_transport_(std::move(make_transport)),
      keeper_(keeper),
      identity_(identity),
      clock_(clock),
      queue_(queue) {}

template <class Result, class Done>
void PersonDesk::answer(Done done, Result result) {
  queue_.post(
      [done = std::move(done), result = std::move(result)]() mutable { done(std::move(result)); });
}

void PersonDesk::post(std::function<void()> job) {
  worker_.post([job = std::move(job)](const std::stop_token&) { job(); });
}

void PersonDesk::benefits(const domain::IdCard& card,
                          std::function<void(Expected<BenefitAnswer, LookupError>)> done) {
  const protocol::BenefitQuery query{card.number, card.name, clock_.now()};
  worker_.post([this, query, done = std::move(done)](const std::stop_token& stop) {
    using Result = Expected<BenefitAnswer, LookupError>;
    auto asked = ask_benefits(query, stop);
    if (asked) {
      answer(done, Result(BenefitAnswer{*asked, false}));
      keep_benefits(query.number.text(), *asked);
      return;
    }
    // What the centre refuses is not answered from what it said earlier.
    auto kept =
        asked.error() == LookupError::refused ? std::nullopt : kept_benefits(query.number.text());
    answer(done, kept ? Result(BenefitAnswer{std::move(*kept), true})
                      : Result(unexpected(asked.error())));
  });
}

PersonDesk::Asked PersonDesk::ask_benefits(const protocol::BenefitQuery& query,
                                           const std::stop_token& stop) {
  const auto identity = identity_.get();
  if (!identity) return unexpected(LookupError::unreachable);
  // A transport of its own: with it go the buffers that held the person's number.
  const auto found = make_transport_(*identity)->send({.method = HttpMethod::post,
                                                       .path = "/v1/benefit-queries",
                                                       .content_type = "application/json",
                                                       .body = protocol::to_json(query),
                                                       .headers = {}},
                                                      stop);
  if (!found) return unexpected(lookup_error(found.error()));
  if (const auto trouble = trouble_of(*found)) return unexpected(lookup_error(*trouble));
  auto status = protocol::benefit_status_from_json(found->body);
  if (!status) return unexpected(LookupError::misbehaving);
  return std::move(*status);
}

void PersonDesk::keep_benefits(const std::string& number, const domain::BenefitStatus& status) {
  const auto record = record_of(number, kBenefitsRecord);
  if (!record) return;
  keeper_.run([&, sealed = seal_benefits(*record->cipher, status)](Store& store) {
    store.keep_snapshot(record->name, sealed);
  });
}

std::optional<domain::BenefitStatus> PersonDesk::kept_benefits(const std::string& number) {
  const auto record = record_of(number, kBenefitsRecord);
  if (!record) return std::nullopt;
  std::optional<Bytes> sealed;
  keeper_.run([&](Store& store) { sealed = store.snapshot(record->name); });
  return sealed ? open_benefits(*record->cipher, *sealed) : std::nullopt;
}

void PersonDesk::stage(const std::string& code,
                       std::function<void(Expected<domain::StageReport, LookupError>)> done) {
  worker_.post([this, code, done = std::move(done)](const std::stop_token& stop) {
    answer(done, find_stage(code, stop));
  });
}

Expected<domain::StageReport, LookupError> PersonDesk::find_stage(const std::string& code,
                                                                  const std::stop_token& stop) {
  const auto identity = identity_.get();
  if (!identity) return unexpected(LookupError::unreachable);
  const auto checked = protocol::check_receipt_code(code, identity->centre_key);
  if (!checked) {
    const bool forged = checked.error() == protocol::ReceiptCodeError::forged;
    return unexpected(forged ? LookupError::forged_code : LookupError::foreign_code);
  }
  auto told = ask_stage(checked->item, stop);
  if (told && told->receipt_number == checked->number) {
    told->item = checked->item;
    return told;
  }
  // Out of reach, or the item has not arrived there yet: this terminal may know.
  if (auto own = own_stage(checked->item)) return std::move(*own);
  return unexpected(told ? LookupError::misbehaving : told.error());
}

void PersonDesk::item_stage(const base::Uuid& item,
                            std::function<void(Expected<domain::StageReport, LookupError>)> done) {
  worker_.post([this, item, done = std::move(done)](const std::stop_token& stop) {
    answer(done, ask_stage(item, stop));
  });
}

Expected<domain::StageReport, LookupError> PersonDesk::ask_stage(const base::Uuid& item,
                                                                 const std::stop_token& stop) {
  const auto identity = identity_.get();
  if (!identity) return unexpected(LookupError::unreachable);
  if (!transport_) transport_ = make_transport_(*identity);
  const auto found = transport_->send({.method = HttpMethod::get,
                                       .path = "/v1/submissions/" + item.text(),
                                       .content_type = {},
                                       .body = {},
                                       .headers = {}},
                                      stop);
  if (!found) return unexpected(lookup_error(found.error()));
  if (const auto trouble = trouble_of(*found)) return unexpected(lookup_error(*trouble));
  auto report = protocol::stage_report_from_json(found->body);
  if (!report) return unexpected(LookupError::misbehaving);
  return std::move(*report);
}

std::optional<domain::StageReport> PersonDesk::own_stage(const base::Uuid& id) {
  std::optional<QueueItem> item;
  keeper_.run([&](Store& store) { item = store.find(id); });
  if (!item) return std::nullopt;
  domain::StageReport report{
      item->receipt_number, item->service, item->created.middle(), stage_of(item->state), "",
      std::nullopt};
  report.item = id;
  return report;
}

void PersonDesk::keep_draft(const domain::IdCard& card, Draft draft,
                            std::function<void(bool)> done) {
  worker_.post([this, number = card.number.text(), draft = std::move(draft),
                done = std::move(done)](const std::stop_token&) {
    bool kept = false;
    if (const auto record = record_of(number, draft_record(draft.service))) {
      keeper_.run([&, sealed = seal_draft(*record->cipher, draft)](Store& store) {
        kept = store.keep_draft(record->name, sealed);
      });
    }
    answer(done, kept);
  });
}

void PersonDesk::find_draft(const domain::IdCard& card, const std::string& service,
                            std::function<void(std::optional<Draft>)> done) {
  worker_.post(
      [this, number = card.number.text(), service, done = std::move(done)](const std::stop_token&) {
        std::optional<Bytes> sealed;
        const auto record = record_of(number, draft_record(service));
        if (record) keeper_.run([&](Store& store) { sealed = store.draft(record->name); });
        answer(done, sealed ? open_draft(*record->cipher, service, *sealed) : std::nullopt);
      });
}

void PersonDesk::drop_draft(const domain::IdCard& card, const std::string& service) {
  worker_.post([this, number = card.number.text(), service](const std::stop_token&) {
    const auto record = record_of(number, draft_record(service));
    if (record) keeper_.run([&](Store& store) { store.drop_draft(record->name); });
  });
}

std::vector<Matter> PersonDesk::kept_matters(const Record& record) {
  std::optional<Bytes> sealed;
  keeper_.run([&](Store& store) { sealed = store.snapshot(record.name); });
  auto kept = sealed ? open_matters(*record.cipher, *sealed) : std::nullopt;
  return kept ? *std::move(kept) : std::vector<Matter>();
}

void PersonDesk::keep_matter(const domain::IdCard& card, Matter matter) {
  worker_.post(
      [this, number = card.number.text(), matter = std::move(matter)](const std::stop_token&) {
        const auto record = record_of(number, kMattersRecord);
        if (!record) return;
        std::vector<Matter> kept = kept_matters(*record);
        const auto known = std::ranges::find(kept, matter.item, &Matter::item);
        if (known != kept.end()) {
          *known = matter;
        } else {
          kept.insert(kept.begin(), matter);
        }
        kept.resize(std::min(kept.size(), kMostMatters));
        keeper_.run([&, sealed = seal_matters(*record->cipher, kept)](Store& store) {
          store.keep_snapshot(record->name, sealed);
        });
      });
}

/// `centre_answers` becomes false with the first answer that does not come: the others would not
/// either, and the person waits.
MatterState PersonDesk::state_of(const Matter& matter, bool& centre_answers,
                                 const std::stop_token& stop) {
  if (centre_answers) {
    auto told = ask_stage(matter.item, stop);
    if (told && told->receipt_number == matter.receipt_number) {
      told->item = matter.item;
      return {matter, std::move(*told)};
    }
    centre_answers = told || told.error() == LookupError::refused;
  }
  if (auto own = own_stage(matter.item)) return {matter, std::move(*own)};
  return {matter,
          {matter.receipt_number, matter.service, matter.submitted_at, domain::Stage::received, "",
           std::nullopt}};
}

void PersonDesk::find_matters(const domain::IdCard& card,
                              std::function<void(std::vector<MatterState>)> done) {
  worker_.post(
      [this, number = card.number.text(), done = std::move(done)](const std::stop_token& stop) {
        std::vector<MatterState> found;
        if (const auto record = record_of(number, kMattersRecord)) {
          bool centre_answers = true;
          for (const Matter& matter : kept_matters(*record)) {
            found.push_back(state_of(matter, centre_answers, stop));
          }
        }
        answer(done, std::move(found));
      });
}

std::optional<PersonDesk::Record> PersonDesk::record_of(const std::string& number,
                                                        std::string_view kind) {
  Bytes salt;
  if (!keeper_.run([&](Store& store) { salt = store.salt(); })) return std::nullopt;
  auto cipher = std::make_unique<crypto::PersonalCipher>(number, salt);
  const crypto::Digest name = cipher->record_name(kind);
  return Record{name, std::move(cipher)};
}

}  // namespace linli::offline_cache
