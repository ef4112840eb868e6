#pragma once
#include <cstdint>

namespace linli::ui {

/// The pictures the screens use: code points of Material Icons (Regular).
enum class Icon : std::uint32_t {
  none = 0,
  people = 0xF233,    // groups
  online = 0xE2BF,    // cloud_done
  offline = 0xE2C1,   // cloud_off
  id_card = 0xEA67,   // badge
  wallet = 0xE850,    // account_balance_wallet
  relief = 0xEA70,    // volunteer_activism
  receipt = 0xEF6E,   // receipt_long
  phone = 0xE61D,     // phone_in_talk
  staff = 0xF0E2,     // support_agent
  larger = 0xEAE2,    // text_increase
  smaller = 0xEADD,   // text_decrease
  language = 0xE8E2,  // translate
  back = 0xE5C4,      // arrow_back
  forward = 0xE5C8,   // arrow_forward
  leave = 0xE9BA,     // logout
  home = 0xE88A,
  right = 0xE5CC,         // chevron_right
  left = 0xE5CB,          // chevron_left
  box_ticked = 0xE834,    // check_box
  box_empty = 0xE835,     // check_box_outline_blank
  radio_chosen = 0xE837,  // radio_button_checked
  radio_empty = 0xE836,   // radio_button_unchecked
  done = 0xE2E6,          // task_alt
  tick = 0xE86C,          // check_circle
  error = 0xE000,
  warning = 0xE002,
  info = 0xE88E,
  face_1 = 0xE814,  // sentiment_very_dissatisfied
  face_2 = 0xE811,  // sentiment_dissatisfied
  face_3 = 0xE812,  // sentiment_neutral
  face_4 = 0xE0ED,  // sentiment_satisfied_alt
  face_5 = 0xE815,  // sentiment_very_satisfied
  scan = 0xF206,    // qr_code_scanner
  wait = 0xE88B,    // hourglass_empty
  erase = 0xE14A,   // backspace
  add = 0xE147,     // add_circle
  remove = 0xE872,  // delete
  edit = 0xE3C9,
  write = 0xE155,  // gesture
  again = 0xE042,  // replay
  close = 0xE5CD,
  idea = 0xE0F0,    // lightbulb
  keypad = 0xE0BC,  // dialpad
  time = 0xE8B5,    // schedule
  repair = 0xE869,  // build
  shield = 0xE8E8,  // verified_user
  lock = 0xE897,
  store = 0xE623,    // sd_storage
  printer = 0xE8AD,  // print
  heart = 0xE87D,    // favorite
  elderly = 0xF21A,
  disability = 0xE914,  // accessible
  child = 0xEB41,       // child_care
  funeral = 0xEB4C,     // spa
  others = 0xE5C3,      // apps
  up = 0xE316,          // keyboard_arrow_up
  down = 0xE313,        // keyboard_arrow_down
  search = 0xE8B6,
  guide = 0xEA19,       // menu_book
  map = 0xE55B,
  marriage = 0xE87E,    // favorite_border
  flower = 0xE545,      // local_florist
  charity = 0xEBCB,     // handshake
  take_along = 0xEF6B,  // qr_code
  camera = 0xE412,      // photo_camera
  speech = 0xE91F,      // record_voice_over
};

}  // namespace linli::ui
