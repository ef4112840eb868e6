#include "ui/screens/tile_looks.h"

#include "ui/screens/screen.h"
#include "ui/theme/texts.h"

namespace linli::ui {
namespace {

using catalogue::ServiceGroup;

struct GroupLook {
  ServiceGroup group;
  Icon icon;
  Colour colour;
  Colour tint;
  const char* title;
  const char* subtitle;
};
constexpr GroupLook kGroups[] = {
    {ServiceGroup::relief, Icon::relief, Colour::amber, Colour::amber_tint, text_id("申请救助"),
     text_id("低保、特困、急难")},
    {ServiceGroup::elderly, Icon::elderly, Colour::violet, Colour::violet_tint, text_id("养老服务"),
     text_id("津贴、助餐、助浴")},
    {ServiceGroup::disability, Icon::disability, Colour::brand, Colour::brand_tint,
     text_id("残疾人补贴"), text_id("生活补贴、护理补贴")},
    {ServiceGroup::children, Icon::child, Colour::teal, Colour::teal_tint, text_id("儿童保障"),
     text_id("孤儿、困境儿童")},
    {ServiceGroup::family, Icon::heart, Colour::red, Colour::red_tint, text_id("婚姻家庭"),
     text_id("结婚、生育、户口")},
    {ServiceGroup::funeral, Icon::funeral, Colour::teal, Colour::teal_tint, text_id("惠民殡葬"),
     text_id("减免、奖补、身后事")},
    {ServiceGroup::charity, Icon::people, Colour::teal, Colour::teal_tint, text_id("慈善志愿"),
     text_id("捐助、志愿服务")},
};

const GroupLook& group_look(ServiceGroup group) {
  for (const GroupLook& row : kGroups) {
    if (row.group == group) return row;
  }
  return kGroups[0];
}

TileLook look_of_service(const Painter& painter, const catalogue::Service* service) {
  if (service == nullptr) return {};
  const GroupLook& group = group_look(service->group);
  return {group.icon, group.colour, group.tint, painter.in_language(service->name),
          painter.in_language(service->summary)};
}

TileLook look_of_kind(const Painter& painter, const flow::Tile& tile) {
  switch (tile.kind) {
    case flow::TileKind::benefits:
      return {Icon::wallet, Colour::green, Colour::green_tint, painter.t("查待遇"),
              painter.t("低保、补贴、津贴")};
    case flow::TileKind::group:
      return look_of(painter, tile.group);
    case flow::TileKind::service:
      return look_of_service(painter, tile.service);
    case flow::TileKind::progress:
      return {Icon::receipt, Colour::teal, Colour::teal_tint, painter.t("办件进度"),
              painter.t("扫回执上的二维码")};
    case flow::TileKind::hotlines:
      return {Icon::phone, Colour::violet, Colour::violet_tint, painter.t("咨询电话"),
              painter.t("有事打电话问")};
    case flow::TileKind::guide:
      return {Icon::guide, Colour::brand, Colour::brand_tint, painter.t("政策指南"),
              painter.t("有什么政策、怎么办")};
    case flow::TileKind::place_names:
      return {Icon::map, Colour::green, Colour::green_tint, painter.t("地名查询"),
              painter.t("路、村、小区的来历")};
    case flow::TileKind::others:
      return {Icon::others, Colour::ink_soft, Colour::page, painter.t("其他服务"), ""};
  }
  return {};
}

}  // namespace

TileLook look_of(const Painter& painter, const flow::Tile& tile) {
  TileLook look = look_of_kind(painter, tile);
  look.enabled = tile.available;
  if (!tile.available) look.subtitle = painter.t("暂时不能办");
  return look;
}

TileLook look_of(const Painter& painter, ServiceGroup group) {
  const GroupLook& look = group_look(group);
  return {look.icon, look.colour, look.tint, painter.t(look.title), painter.t(look.subtitle)};
}

std::string name_of(const Painter& painter, ServiceGroup group) {
  return painter.t(group_look(group).title);
}

}  // namespace linli::ui
