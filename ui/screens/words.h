#pragma once
#include <string>

#include "drivers/api/id_card_reader.h"
#include "kiosk/catalogue/service.h"
#include "kiosk/domain/application.h"
#include "kiosk/domain/benefit.h"
#include "kiosk/domain/receipt.h"
#include "kiosk/flow/view.h"
#include "offline_cache/api/lookups.h"
#include "offline_cache/api/outbox.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/card.h"

/// The words for what happens: a row for each value of our enums. All are
/// Chinese msgids, translated where they are shown.
namespace linli::ui {

/// In the order in which a message says it.
struct TroubleWords {
  const char* happened;
  const char* kept;
  const char* now;
};
TroubleWords words_of(drivers::CardReadError error);
TroubleWords words_of(flow::CardProblem problem);
TroubleWords words_of(offline_cache::SubmitError error);
TroubleWords words_of(offline_cache::StoreHealth health);
TroubleWords words_for_benefits(offline_cache::LookupError error);
TroubleWords words_for_progress(offline_cache::LookupError error);
TroubleWords words_for_missing_reader();
TroubleWords words_for_missing_camera();
TroubleWords words_for_page(drivers::ScanError error);
TroubleWords words_for_dark_page();

/// A red or amber box saying the three in order.
Message message_of(const Painter& painter, const TroubleWords& words);

const char* words_of(domain::IdentityNumberError error);
const char* name_of(domain::Relation relation);
const char* name_of(domain::BenefitKind kind);
const char* name_of(domain::Stage stage);
/// What is usually to be done.
const char* words_of(domain::DutyKind kind);

/// What an answer lacks; names the field's limits.
std::string words_of(const Painter& painter, catalogue::AnswerProblem problem,
                     const catalogue::Field& field);

struct StateLook {
  const char* name;
  Colour colour;
  Colour tint;
};
StateLook look_of(domain::BenefitState state);

struct GradeLook {
  const char* name;
  Icon icon;
};
GradeLook look_of(domain::Grade grade);

}  // namespace linli::ui
