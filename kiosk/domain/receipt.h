#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/uuid.h"

namespace linli::domain {

/// Of what is added to an application: 补充, 签字. No service has these.
inline constexpr std::string_view kSupplementPrefix = "BC";
inline constexpr std::string_view kSignaturePrefix = "QZ";

/// What the resident takes home: LS-0417-2611-0038 is service prefix, terminal,
/// year and month, count of the month.
struct Receipt {
  std::string number;
  base::Uuid item;
  std::string service;  // id of the service
  base::WallTime submitted_at{};
  std::string code;  // the text of the QR code: a signed URL
};

/// Where a matter stands (the stages of the relief procedure and what may
/// happen on the way).
enum class Stage {
  waiting_to_send,    // 待上传: on this terminal, not yet at the centre
  received,           // 已收到
  accepted,           // 受理
  home_visit,         // 入户调查
  first_review,       // 初审
  publicity,          // 公示
  confirmed,          // 审核确认
  paid,               // 发放
  supplement_needed,  // 补正
  returned,           // 退回
  refused,            // 不予确认
  replaced,           // 已更改: another order stands in its place
  cancelled,          // 已取消: by the person
};

/// Nothing more comes of the matter.
constexpr bool is_over(Stage stage) {
  return stage == Stage::paid || stage == Stage::returned || stage == Stage::refused ||
         stage == Stage::replaced || stage == Stage::cancelled;
}

/// What the centre asks for when an application lacks something (补正).
struct Supplement {
  struct Missing {
    std::string field;   // its id in the service's definition
    std::string reason;  // in words for the resident; may be empty
    bool operator==(const Missing&) const = default;
  };
  std::vector<Missing> missing;                      // empty: only the note says it
  std::optional<std::chrono::year_month_day> until;  // the last day; empty: none is set
  bool operator==(const Supplement&) const = default;
};

struct StageReport {
  std::string receipt_number;
  std::string service;
  base::WallTime submitted_at{};
  Stage stage{};
  std::string note;                          // reason or what is missing, from staff
  std::optional<base::WallTime> updated_at;  // empty where only this terminal knows
  Supplement supplement = {};                // Stage::supplement_needed
  /// How many of the household still have to sign; empty where only this terminal knows.
  std::optional<int> signatures_missing = std::nullopt;
  base::Uuid item = {};  // that the scanned code names; not part of the message
};

/// 好差评: five grades, never compulsory.
enum class Grade { very_dissatisfied = 1, dissatisfied, fair, satisfied, very_satisfied };

}  // namespace linli::domain
