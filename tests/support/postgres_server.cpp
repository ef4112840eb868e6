#include "tests/support/postgres_server.h"

#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "tests/support/files.h"
#include "tests/support/places.h"

namespace linli::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{60};
/// PostgreSQL refuses to run as root.
constexpr const char* kUnprivileged = "nobody";

/// Debian keeps the server's programs off the PATH: /usr/lib/postgresql/15/bin. The newest, if any.
fs::path programs_of_server() {
  fs::path newest;
  std::error_code none;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none)) {
    const auto programs = version.path() / "bin";
    if (fs::exists(programs / "initdb", none)) newest = std::max(newest, programs);
  }
  return newest;
}

std::vector<std::string> unprivileged(std::vector<std::string> command) {
  if (::geteuid() != 0) return command;
  std::vector<std::string> whole{"/usr/bin/setpriv", "--reuid",        kUnprivileged, "--regid",
                                 "nogroup",          "--clear-groups", "--pdeathsig", "KILL"};
  whole.insert(whole.end(), command.begin(), command.end());
  return whole;
}

void require(bool done, const std::string& what, const fs::path& log) {
  if (!done) throw std::runtime_error(what + ":\n" + read_whole(log));
}

std::vector<pid_t> children_of(pid_t parent) {
  std::istringstream list(read_whole("/proc/" + std::to_string(parent) + "/task/" +
                                     std::to_string(parent) + "/children"));
  std::vector<pid_t> children;
  for (pid_t child = 0; list >> child;) children.push_back(child);
  return children;
}

/// "dbname" of "host=… dbname=… user=…".
std::string value_in(const std::string& connection, const std::string& name) {
  const auto at = connection.find(name + "=") + name.size() + 1;
  return connection.substr(at, connection.find(' ', at) - at);
}

std::string connection_through(const fs::path& folder, const std::string& database) {
  return "host=" + folder.string() + " dbname=" + database + " user=linli";
}

void give_to_unprivileged(const fs::path& folder) {
  if (::geteuid() != 0) return;
  const passwd* const user = ::getpwnam(kUnprivileged);
  require(user && ::chown(folder.c_str(), user->pw_uid, user->pw_gid) == 0, "chown", folder);
}

/// With owners and modes.
void copy_folder(const fs::path& from, const fs::path& to, const fs::path& log) {
  require(run({"/bin/cp", "-a", from, to}, log).exit_code == 0, "cp", log);
}

/// What initdb makes, beside the tests' program: made once for a build, because
/// it takes longer than most tests.
fs::path empty_cluster() {
  const auto server = programs_of_server();
  const fs::path made =
      programs().parent_path() / ("postgres-" + server.parent_path().filename().string());
  if (fs::exists(made)) return made;
  const TemporaryFolder folder;
  give_to_unprivileged(folder.path());
  const auto log = folder / "log";
  const auto done = run(
      unprivileged({server / "initdb", "-D", folder / "data", "--username=linli", "--auth=trust",
                    "--encoding=UTF8", "--no-locale", "--no-sync", "--wal-segsize=1"}),
      log);
  require(done.exit_code == 0, "initdb", log);
  // Several tests may do this at once: one of them names it, whole.
  const fs::path own = made.string() + "." + std::to_string(::getpid());
  copy_folder(folder / "data", own, log);
  std::error_code taken;
  fs::rename(own, made, taken);
  if (taken) fs::remove_all(own);
  return made;
}

}  // namespace

std::string PostgresServer::missing() {
  if (programs_of_server().empty()) return "there is no PostgreSQL server (package postgresql)";
  if (::geteuid() == 0 && !fs::exists("/usr/bin/setpriv")) return "there is no setpriv";
  return {};
}

PostgresServer::PostgresServer(std::vector<std::string> settings) : settings_(std::move(settings)) {
  give_to_unprivileged(folder_.path());
  copy_folder(empty_cluster(), folder_ / "data", folder_ / "log");
  start();
}

PostgresServer::~PostgresServer() { kill(); }

void PostgresServer::start() {
  const auto log = folder_ / "log";
  std::vector<std::string> command{programs_of_server() / "postgres",
                                   "-D",
                                   folder_ / "data",
                                   "-k",
                                   folder_.path(),
                                   "-c",
                                   "listen_addresses=",
                                   "-c",
                                   "shared_buffers=16MB",
                                   "-c",
                                   "max_connections=40"};
  for (const auto& setting : settings_) command.insert(command.end(), {"-c", setting});
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  const std::vector<std::string> ready{programs_of_server() / "pg_isready", "-q", "-h",
                                       folder_.path()};
  while (run(ready, log).exit_code != 0) {
    require(std::chrono::steady_clock::now() < deadline, "the server does not start", log);
    // Right after a kill it may find its shared memory still in use, and end.
    if (!server_ || !server_->running()) server_.emplace(unprivileged(command), log);
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

void PostgresServer::stop() {
  server_->stop(SIGINT);  // PostgreSQL's "fast shutdown"
  server_.reset();
}

void PostgresServer::kill() {
  if (!server_) return;
  // Stopped, it can't make another process while its own are counted.
  ::kill(server_->pid(), SIGSTOP);
  ::waitpid(server_->pid(), nullptr, WUNTRACED);
  for (const pid_t child : children_of(server_->pid())) ::kill(child, SIGKILL);
  server_->stop(SIGKILL);
  server_.reset();
}

std::string PostgresServer::create_database() {
  const std::string first = "postgres";  // initdb made it, which costs less than another one
  const auto name = databases_ == 0 ? first : first + std::to_string(databases_);
  if (databases_++ > 0) {
    (void)sql(connection_through(folder_.path(), first), "CREATE DATABASE " + name);
  }
  return connection_through(folder_.path(), name);
}

std::string PostgresServer::reached_through(const fs::path& folder,
                                            const std::string& connection) const {
  return connection_through(folder, value_in(connection, "dbname"));
}

std::string PostgresServer::sql(const std::string& connection,
                                const std::string& statements) const {
  const auto log = folder_ / "log";
  const auto done = run({programs_of_server() / "psql", "--no-psqlrc", "-qtA", "-v",
                         "ON_ERROR_STOP=1", "-d", connection, "-c", statements},
                        log);
  require(done.exit_code == 0, "psql", log);
  return done.output;
}

}  // namespace linli::tests
