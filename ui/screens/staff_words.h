#pragma once
#include "kiosk/flow/staff_view.h"
#include "ui/screens/words.h"

/// The words of the staff screens: a row for each value of our enums.
namespace linli::ui {

/// Why an item stands where it does, what to do next, what to tell the resident.
struct ItemWords {
  const char* why;
  const char* next;
  const char* tell;  // null: nothing
};
ItemWords words_of(const offline_cache::DayItem& item);

/// The chip of an item: 上传 64%.
struct ItemLook {
  std::string words;
  Colour colour;
  Colour tint;
};
ItemLook look_of(const Painter& painter, const offline_cache::DayItem& item);

/// What the centre has asked for, a line each, then what it wrote.
std::vector<std::string> missing_lines(const Painter& painter, const domain::StageReport& report,
                                       const catalogue::Service* service);

/// 临时救助, 评价; a service that the catalogue does not have (null) by its id.
std::string service_name(const Painter& painter, const std::string& id,
                         const catalogue::Service* service);

const char* name_of(offline_cache::StaffRole role);
const char* name_of(offline_cache::SetAsideReason reason);
TroubleWords words_of(offline_cache::CloseError error);
Message message_of(const Painter& painter, const offline_cache::SignInRefusal& refusal);
TroubleWords words_of(flow::SaveError error);
/// The day report could not be read.
TroubleWords words_for_no_report();
/// Staff asked the centre about an item and got no answer.
TroubleWords words_for_asking(offline_cache::LookupError error);
/// What became of a document that was to be saved; empty: nothing was asked for yet.
std::optional<Message> saving_message(const Painter& painter, const flow::SavingView& saving);
/// 310 KB, 1.2 MB a second.
std::string format_rate(const Painter& painter, std::size_t bytes_per_second);

/// 1.8 MB, 3 KB, 12.4 GB.
std::string format_bytes(std::size_t bytes);
/// 约 20 秒, 约 3 分钟.
std::string format_time_left(const Painter& painter, std::chrono::seconds left);

}  // namespace linli::ui
