#pragma once
#include <string_view>

namespace linli::offline_cache {

/// What is worth knowing months later. Never who: no event carries personal data.
enum class AuditKind {
  terminal_started,
  terminal_enrolled,
  session_started,
  session_ended,
  session_timed_out,
  consent_given,
  consent_declined,
  help_called,
  item_stored,
  item_accepted,
  item_quarantined,
  item_requeued,
  item_set_aside,
  items_sent_again,
  items_exported,
  day_closed,
  day_disputed,
  content_deleted,
  events_dropped,
  code_rejected,
  store_trouble,
  staff_added,
  staff_removed,
  staff_signed_in,
  staff_refused,
  staff_signed_out,
  staff_closes_day,
  staff_retries_item,
  staff_saves_document,
  day_close_failed,
  emergency_stored,  // beside item_stored
};

/// The audit trail. Safe from any thread; returns at once.
class Audit {
 public:
  virtual ~Audit() = default;
  /// `detail` is nobody's: a receipt number, a service id, an error's name.
  virtual void record(AuditKind kind, std::string_view detail) = 0;
};

}  // namespace linli::offline_cache
