// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/usual_measurement.hpp"

#include "core/audit/plan.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace dnslint::command {
namespace {

constexpr unsigned longest_measurement = 10;  // seconds

// Each count on a line, the sum of all first.
std::string written(audit::selection const& wanted)
{
   auto built = audit::build_plan(wanted);
   if (!built)
      return {};
   auto const usual = authoring::measure_usual_questions(
      std::move(built->made), audit::public_suffix_list::builtin());
   if (!usual)
      return {};
   std::ostringstream out;
   out << usual->all << '\n';
   for (auto const& [asker, count] : usual->by_asker)
      out << asker << ' ' << count << '\n';
   return out.str();
}

std::optional<authoring::usual_questions> read_from(std::string const& text)
{
   std::istringstream in{text};
   authoring::usual_questions usual;
   if (!(in >> usual.all))
      return std::nullopt;
   std::string asker;
   for (unsigned count = 0; in >> asker >> count;)
      usual.by_asker.emplace(asker, count);
   return usual;
}

// What a plugin prints there is of no use to anybody.
[[noreturn]] void measure_in_child(int to, audit::selection const& wanted)
{
   alarm(longest_measurement);
   auto const nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
   dup2(nowhere, STDOUT_FILENO);
   dup2(nowhere, STDERR_FILENO);
   auto const text = written(wanted);
   std::string_view rest{text};
   while (!rest.empty()) {
      auto const sent = write(to, rest.data(), rest.size());
      if (sent <= 0)
         _exit(1);
      rest.remove_prefix(static_cast<std::size_t>(sent));
   }
   _exit(text.empty() ? 1 : 0);
}

std::string read_all(int from)
{
   std::string text;
   std::array<char, 4096> part{};
   for (;;) {
      auto const size = read(from, part.data(), part.size());
      if (size < 0 && errno == EINTR)
         continue;
      if (size <= 0)
         return text;
      text.append(part.data(), static_cast<std::size_t>(size));
   }
}

bool has_ended_well(pid_t child)
{
   int status = 0;
   while (waitpid(child, &status, 0) < 0)
      if (errno != EINTR)
         return false;
   return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::optional<authoring::usual_questions> measure_apart(audit::selection const& wanted)
{
   std::array<int, 2> ends{};
   if (pipe2(ends.data(), O_CLOEXEC) != 0)
      return std::nullopt;
   auto const child = fork();
   if (child == 0)
      measure_in_child(ends[1], wanted);
   close(ends[1]);
   auto const text = child > 0 ? read_all(ends[0]) : std::string{};
   close(ends[0]);
   return child > 0 && has_ended_well(child) ? read_from(text) : std::nullopt;
}

}  // namespace dnslint::command
