#include "offline_cache/sync/person_desk.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/protocol/receipt_code.h"
#include "offline_cache/store/personal_records.h"
#include "offline_cache/sync/centre_answer.h"

namespace linli::offline_cache {
namespace {

constexpr std::chrono::days kKeepMatter{90};
constexpr std::chrono::seconds kLongestQuestions{5};  // about all matters of a person

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

Expected<domain::StageReport, LookupError> PersonDesk::ask_stage(
    const base::Uuid& item, const std::stop_token& stop,
    const CentreTransport::Deadline* deadline) {
  const auto identity = identity_.get();
  if (!identity) return unexpected(LookupError::unreachable);
  if (!transport_) transport_ = make_transport_(*identity);
  const auto found = transport_->send({.method = HttpMethod::get,
                                       .path = "/v1/submissions/" + item.text(),
                                       .content_type = {},
                                       .body = {},
                                       .headers = {}},
                                      stop, deadline);
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

PersonDesk::Kept PersonDesk::kept_matters(const Record& record) {
  std::optional<Bytes> sealed;
  keeper_.run([&](Store& store) { sealed = store.matters(record.name); });
  if (!sealed) return unexpected(MattersError::unreadable);
  if (sealed->empty()) return std::vector<Matter>();
  auto kept = open_matters(*record.cipher, *sealed);
  if (!kept) return unexpected(MattersError::unreadable);
  std::erase_if(*kept, [oldest = clock_.now() - kKeepMatter](const Matter& matter) {
    return matter.submitted_at < oldest;
  });
  return *std::move(kept);
}

bool PersonDesk::write_matter(const std::string& number, const Matter& matter) {
  const auto record = record_of(number, kMattersRecord);
  if (!record) return false;
  auto kept = kept_matters(*record);
  if (!kept) return false;
  const auto known = std::ranges::find(*kept, matter.item, &Matter::item);
  if (known != kept->end()) {
    *known = matter;
  } else {
    kept->insert(kept->begin(), matter);
  }
  kept->resize(std::min(kept->size(), kMostMatters));
  bool written = false;
  keeper_.run([&, sealed = seal_matters(*record->cipher, *kept)](Store& store) {
    written = store.keep_matters(record->name, sealed);
  });
  return written;
}

void PersonDesk::keep_matter(const domain::IdCard& card, Matter matter) {
  worker_.post([this, number = card.number.text(),
                matter = std::move(matter)](const std::stop_token&) {
    if (write_matter(number, matter)) return;
    base::log(base::LogLevel::warning, "matter {} is not kept for the person's card", matter.item);
  });
}

/// `centre_answers` becomes false with the first answer that does not come: the others would not
/// either, and the person waits.
MatterState PersonDesk::state_of(const Matter& matter, bool& centre_answers,
                                 const std::stop_token& stop,
                                 const CentreTransport::Deadline& deadline) {
  centre_answers = centre_answers && !deadline.is_over();
  if (centre_answers) {
    auto told = ask_stage(matter.item, stop, &deadline);
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

Matters::Found PersonDesk::read_matters(const std::string& number, const std::stop_token& stop) {
  const auto record = record_of(number, kMattersRecord);
  if (!record) return unexpected(MattersError::unreadable);
  const auto kept = kept_matters(*record);
  if (!kept) return unexpected(kept.error());
  const CentreTransport::Deadline deadline{clock_, clock_.steady() + kLongestQuestions};
  bool centre_answers = true;
  std::vector<MatterState> found;
  for (const Matter& matter : *kept) {
    found.push_back(state_of(matter, centre_answers, stop, deadline));
  }
  return found;
}

void PersonDesk::find_matters(const domain::IdCard& card,
                              std::function<void(Matters::Found)> done) {
  worker_.post([this, number = card.number.text(), done = std::move(done)](
                   const std::stop_token& stop) { answer(done, read_matters(number, stop)); });
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
