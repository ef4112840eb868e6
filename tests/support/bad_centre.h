#pragma once
#include <filesystem>
#include <memory>

namespace linli::tests {

/// How a server can answer that is not a centre, or a broken one.
enum class Misbehaviour {
  html,           // 200 with a page: a captive portal
  server_error,   // 500
  conflict,       // 409 with a problem of the centre's own
  half_response,  // the connection ends in the middle of the body
  silence,        // accepts, reads, and says nothing
};

/// A server on the centre's port with a certificate of the centre's own CA, so
/// that the terminal talks to it. Stops with the object.
class BadCentre {
 public:
  /// `keys` is the centre's key directory.
  BadCentre(const std::filesystem::path& keys, int port, Misbehaviour misbehaviour);
  ~BadCentre();
  BadCentre(const BadCentre&) = delete;
  BadCentre& operator=(const BadCentre&) = delete;

  /// Requests answered so far; for tests that wait for the terminal to come.
  int requests() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace linli::tests
