#pragma once
#include "kiosk/flow/addition.h"
#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// What the session's person has handed in here: loading → the list (or failed → loading) → one of
/// them, which if it is an order can be changed or cancelled:
///   open → asked whether to cancel → handing in → cancelled, or failed → handing in.
class OwnMatters {
 public:
  /// `card` is the session's, and outlives this.
  OwnMatters(Surroundings& around, const domain::IdCard& card) : around_(around), card_(card) {}

  /// Asks anew. The person has agreed.
  void ask();
  bool failed() const { return failed_; }
  void turn_page(int page, DisplayMode mode);
  /// One of the page, from 0.
  void open(int index, DisplayMode mode);
  bool is_open() const { return open_ != nullptr; }
  void close();

  /// What is to be added to the open matter; null where that is not offered.
  std::shared_ptr<const Addition> addition(domain::Addition what) const;

  /// Whether the open order may be changed and cancelled at this hour.
  bool open_in_time() const;
  /// The open order, while it may be changed; null otherwise.
  const offline_cache::Matter* changeable() const;
  void ask_to_cancel();
  void keep_order() { asks_ = false; }
  /// Hands the cancellation in; does nothing while one is on its way.
  void cancel();
  /// Another order was handed in that takes the place of the open one.
  void changed();
  bool working() const { return working_; }

  MattersView list_view(DisplayMode mode) const;
  ProgressView open_view() const;

 private:
  using States = std::vector<offline_cache::MatterState>;
  const catalogue::Service* service_of(const offline_cache::Matter& matter) const;
  OrderView::State state_of(const offline_cache::MatterState& state) const;
  void end(domain::OrderChange::How how);
  void answered(const Expected<domain::Receipt, offline_cache::SubmitError>& answer);

  Surroundings& around_;
  const domain::IdCard& card_;
  Pending pending_list_;
  Pending pending_cancel_;
  std::optional<States> found_;  // empty: loading, or failed
  bool failed_ = false;
  offline_cache::MatterState* open_ = nullptr;  // of found_
  int first_ = 0;
  base::Uuid cancellation_;  // the same for every attempt
  bool asks_ = false;
  bool working_ = false;
  std::optional<offline_cache::SubmitError> error_;
};

}  // namespace linli::flow
