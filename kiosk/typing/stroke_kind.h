#pragma once
#include <array>
#include <optional>

#include "kiosk/typing/stroke.h"

namespace linli::typing {

/// The five kinds that Chinese dictionaries sort strokes by (GF 3003-1999):
/// 横 (also 提), 竖 (also 竖钩), 撇, 点 (also 捺), 折.
enum class StrokeKind { across, down, left, dot, bent };
inline constexpr int kStrokeKinds = 5;

/// The kind that rime's dictionary of strokes writes as h, s, p, n or z.
std::optional<StrokeKind> stroke_kind(char letter);

/// Natural logarithms of how likely a drawn stroke is of each kind. It never
/// rules a kind out, because hands differ.
using KindLikelihood = std::array<float, kStrokeKinds>;
KindLikelihood kinds_of(const Stroke& stroke);

}  // namespace linli::typing
