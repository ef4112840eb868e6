#include "centre/server/ended_orders.h"

#include "centre/server/opened_item.h"
#include "kiosk/base/log.h"

namespace linli::centre {
namespace {

using How = domain::OrderChange::How;

bool same_person(const Keys& keys, const StoredItem& order, const std::string& applicant) {
  const auto manifest = open_manifest(keys, order.sealed_manifest);
  const auto of = manifest ? protocol::order_reference_in(manifest->content) : std::nullopt;
  return of && of->applicant == applicant;
}

domain::Stage stage_after(How how) {
  return how == How::change ? domain::Stage::replaced : domain::Stage::cancelled;
}

/// An order whose content was deleted has been over for long.
bool ended_by(const StoredItem& order, const StoredItem& item, How how) {
  return order.expired_at || (order.stage == stage_after(how) && order.note == item.receipt_number);
}

}  // namespace

LedgerResult<std::optional<Effects::EndedOrder>> order_ended_by(
    Ledger& ledger, const Keys& keys, const protocol::Manifest& manifest) {
  using Ended = std::optional<Effects::EndedOrder>;
  const auto reference = protocol::order_reference_in(manifest.content);
  if (!reference || !reference->changes) return Ended{};
  const auto order = ledger.item(reference->changes->item);
  if (!order) return unexpected(order.error());
  if (!*order || !same_person(keys, **order, reference->applicant)) {
    base::log(base::LogLevel::warning,
              "submission {} changes an order that is not here or not theirs", manifest.item);
    return Ended{};
  }
  return Ended({reference->changes->item, stage_after(reference->changes->how)});
}

LedgerResult<std::optional<OrderToEnd>> order_to_end(Ledger& ledger, const StoredItem& item,
                                                     std::string_view content) {
  using ToEnd = std::optional<OrderToEnd>;
  const auto reference = protocol::order_reference_in(content);
  if (!reference || !reference->changes) return ToEnd{};
  const domain::OrderChange& change = *reference->changes;
  const auto order = ledger.item(change.item);
  if (!order) return unexpected(order.error());
  const bool ended = *order && ended_by(**order, item, change.how);
  return ToEnd({change.receipt_number, change.how == How::cancel,
                item.stage == domain::Stage::received && !ended});
}

}  // namespace linli::centre
