#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/base/uuid.h"

namespace linli::domain {

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
};

struct StageReport {
  std::string receipt_number;
  std::string service;
  base::WallTime submitted_at{};
  Stage stage{};
  std::string note;                          // reason or what is missing, from staff
  std::optional<base::WallTime> updated_at;  // empty where only this terminal knows
};

/// 好差评: five grades, never compulsory.
enum class Grade { very_dissatisfied = 1, dissatisfied, fair, satisfied, very_satisfied };

}  // namespace linli::domain
