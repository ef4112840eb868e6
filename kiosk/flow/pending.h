#pragma once
#include <memory>
#include <utility>

namespace linli::flow {

/// Answers that a machine waits for. A callback handed out here does nothing
/// once its owner is gone, has cancelled, or waits for a newer answer: what was
/// asked for one person can never reach the next.
class Pending {
 public:
  template <class Callback>
  auto wait_for(Callback callback) {
    token_ = std::make_shared<char>();
    return [token = std::weak_ptr<char>(token_),
            callback = std::move(callback)](auto&&... answer) mutable {
      if (token.lock()) callback(std::forward<decltype(answer)>(answer)...);
    };
  }
  void cancel() { token_.reset(); }

 private:
  std::shared_ptr<char> token_;
};

}  // namespace linli::flow
