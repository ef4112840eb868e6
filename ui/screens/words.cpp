#include "ui/screens/words.h"

namespace linli::ui {

const char* words_of(domain::IdentityNumberError error) {
  using Error = domain::IdentityNumberError;
  switch (error) {
    case Error::wrong_length:
      return text_id("身份证号码是 18 位，请接着输完。");
    case Error::wrong_character:
      return text_id("只有最后一位可以是 X，请改一下。");
    case Error::wrong_birth_date:
      return text_id("号码里的出生日期不对，请对照身份证检查。");
    case Error::wrong_check_digit:
      return text_id("号码不对，请对照身份证再看一遍。");
  }
  return "";
}

const char* name_of(domain::Relation relation) {
  using domain::Relation;
  switch (relation) {
    case Relation::spouse:
      return text_id("丈夫或妻子");
    case Relation::child:
      return text_id("儿子或女儿");
    case Relation::parent:
      return text_id("父亲或母亲");
    case Relation::grandparent:
      return text_id("爷爷奶奶、外公外婆");
    case Relation::grandchild:
      return text_id("孙子孙女、外孙外孙女");
    case Relation::sibling:
      return text_id("兄弟姐妹");
    case Relation::other:
      return text_id("其他亲属");
  }
  return "";
}

const char* name_of(domain::BenefitKind kind) {
  using domain::BenefitKind;
  switch (kind) {
    case BenefitKind::urban_subsistence_allowance:
      return text_id("城市最低生活保障");
    case BenefitKind::rural_subsistence_allowance:
      return text_id("农村最低生活保障");
    case BenefitKind::extreme_poverty_support:
      return text_id("特困人员供养");
    case BenefitKind::low_income_family:
      return text_id("低保边缘家庭");
    case BenefitKind::temporary_relief:
      return text_id("临时救助金");
    case BenefitKind::disability_living_subsidy:
      return text_id("困难残疾人生活补贴");
    case BenefitKind::disability_nursing_subsidy:
      return text_id("重度残疾人护理补贴");
    case BenefitKind::old_age_allowance:
      return text_id("高龄津贴");
    case BenefitKind::elder_care_subsidy:
      return text_id("养老服务补贴");
    case BenefitKind::orphan_living_allowance:
      return text_id("孤儿基本生活费");
    case BenefitKind::price_subsidy:
      return text_id("物价补贴");
  }
  return "";
}

const char* name_of(domain::Stage stage) {
  using domain::Stage;
  switch (stage) {
    case Stage::waiting_to_send:
      return text_id("待上传");
    case Stage::received:
      return text_id("已收到");
    case Stage::accepted:
      return text_id("已受理");
    case Stage::home_visit:
      return text_id("入户调查");
    case Stage::first_review:
      return text_id("初审");
    case Stage::publicity:
      return text_id("公示");
    case Stage::confirmed:
      return text_id("审核确认");
    case Stage::paid:
      return text_id("已发放");
    case Stage::supplement_needed:
      return text_id("需要补材料");
    case Stage::returned:
      return text_id("退回");
    case Stage::refused:
      return text_id("没有通过");
    case Stage::replaced:
      return text_id("已更改");
    case Stage::cancelled:
      return text_id("已取消");
  }
  return "";
}

namespace {

/// As people say it: 100 万元, not 1000000.00.
std::string round_amount(const Painter& painter, const domain::Money& money) {
  constexpr std::int64_t kFenOfTenThousand = 1'000'000;
  if (money.fen > 0 && money.fen % kFenOfTenThousand == 0) {
    return painter.t("{n} 万元", fmt::arg("n", money.fen / kFenOfTenThousand));
  }
  return painter.t("{yuan} 元", fmt::arg("yuan", money.yuan()));
}

/// A limit of a field in words: 18 岁 as well as 100 万元.
std::string limit_of(const Painter& painter, const catalogue::Field& field, bool least) {
  if (field.kind == catalogue::FieldKind::number) {
    const std::string unit = painter.in_language(field.unit);
    const int number = least ? field.least_number : field.most_number;
    return std::to_string(number) + (unit.empty() ? "" : " " + unit);
  }
  return round_amount(painter, least ? field.least : field.most);
}

}  // namespace

std::string words_of(const Painter& painter, catalogue::AnswerProblem problem,
                     const catalogue::Field& field) {
  using Problem = catalogue::AnswerProblem;
  switch (problem) {
    case Problem::missing:
      return painter.t("这一项还没有填。");
    case Problem::not_one_of_the_options:
      return painter.t("请重新选一项。");
    case Problem::too_small:
      return painter.t("不能少于 {amount}。", fmt::arg("amount", limit_of(painter, field, true)));
    case Problem::too_large:
      return painter.t("不能多于 {amount}。", fmt::arg("amount", limit_of(painter, field, false)));
    case Problem::not_a_phone_number:
      return painter.t("电话号码位数不对，请检查。");
    case Problem::not_an_identity_number:
      return painter.t("身份证号码不对，请对着证件检查。");
    case Problem::not_a_bank_card:
      return painter.t("卡号不对，请对着卡片检查。");
    case Problem::not_a_name:
      return painter.t("姓名里有不能用的字，请检查。");
    case Problem::strange_characters:
      return painter.t("有不能用的符号，请删掉。");
    case Problem::too_long:
      return painter.t_count("太长了，最多 {n} 个字。", static_cast<int>(field.most_characters));
    case Problem::too_early:
      return painter.t("日期太早了，请检查。");
    case Problem::too_late:
      return painter.t("日期太晚了，请检查。");
    case Problem::no_signature:
      return painter.t("请先在框里签名。");
    case Problem::not_agreed:
      return painter.t("同意以后才能继续；不同意可以退出。");
    case Problem::duplicate_member:
      return painter.t("这位家人已经加过了。请按“上一步”换一位，或按“不加了”。");
    case Problem::too_many_members:
      return field.kind == catalogue::FieldKind::person
                 ? painter.t("只填一位。要换人，请先删除。")
                 : painter.t("最多填 20 人，更多请找工作人员。");
    case Problem::too_many_rows:
      return painter.t_count("最多填 {n} 项，更多请找工作人员。",
                             static_cast<int>(field.most_rows));
    case Problem::row_incomplete:
      return painter.t("有一项没有填完整，请删掉重填。");
    case Problem::place_incomplete:
      return painter.t("还没有选完，请接着选下一级。");
    case Problem::too_many_pages:
      return painter.t_count("最多拍 {n} 页，更多请交到窗口。", static_cast<int>(field.most_pages));
    case Problem::check_failed:
      return painter.t("这一项不对，请检查。");
  }
  return {};
}

const char* words_of(domain::DutyKind kind) {
  using domain::DutyKind;
  switch (kind) {
    case DutyKind::review:
      return text_id("请带身份证到窗口复核");
    case DutyKind::alive_check:
      return text_id("请本人带身份证到窗口认证");
    case DutyKind::bank_card:
      return text_id("银行卡收不到钱，请带新卡到窗口");
    case DutyKind::supplement:
      return text_id("请补交材料，可以问工作人员");
    case DutyKind::other:
      return text_id("请找工作人员问一问");
  }
  return "";
}

StateLook look_of(domain::BenefitState state) {
  using domain::BenefitState;
  switch (state) {
    case BenefitState::active:
      return {text_id("正常发放"), Colour::green, Colour::green_tint};
    case BenefitState::suspended:
      return {text_id("暂停发放"), Colour::red, Colour::red_tint};
    case BenefitState::review_due:
      return {text_id("待复核"), Colour::amber, Colour::amber_tint};
    case BenefitState::ended:
      return {text_id("已经终止"), Colour::ink_soft, Colour::page};
  }
  return {"", Colour::ink, Colour::page};
}

GradeLook look_of(domain::Grade grade) {
  using domain::Grade;
  switch (grade) {
    case Grade::very_dissatisfied:
      return {text_id("很不满意"), Icon::face_1};
    case Grade::dissatisfied:
      return {text_id("不满意"), Icon::face_2};
    case Grade::fair:
      return {text_id("基本满意"), Icon::face_3};
    case Grade::satisfied:
      return {text_id("满意"), Icon::face_4};
    case Grade::very_satisfied:
      return {text_id("非常满意"), Icon::face_5};
  }
  return {"", Icon::none};
}

}  // namespace linli::ui
