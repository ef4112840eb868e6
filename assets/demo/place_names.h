#pragma once
#include <nlohmann/json.hpp>
#include <string>

namespace linli::demo {

/// 10,000 invented places in the form of docs/place-names.md. `words`: words/places.json;
/// `division`: 阜新市海州区.
nlohmann::ordered_json invent_place_names(const nlohmann::json& words, const std::string& division);

/// The same text on every run, a place a line.
std::string place_names_text(const nlohmann::ordered_json& list);

}  // namespace linli::demo
