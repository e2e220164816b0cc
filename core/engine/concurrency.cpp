// SPDX-License-Identifier: Apache-2.0
#include "core/engine/concurrency.hpp"

#include "core/resolver/shared/direct_resolver.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <thread>

namespace dnslint::engine {
namespace {

constexpr auto unlimited = static_cast<std::size_t>(run_limits::workers_range.most);

std::size_t shares_of(unsigned rate)
{
   return rate == 0 ? unlimited : std::size_t{rate};
}

std::size_t most_sharing(run_config const& c)
{
   auto const server_rate = resolver::direct_limits{}.each->per_second.value_or(0);
   return std::min(
      {shares_of(c.questions.rate.value_or(question_config::usual_rate)),
       shares_of(c.questions.server_rate.value_or(server_rate)),
       c.limits.in_flight.value_or(unlimited)});
}

// What can be read only once cannot be read by several processes.
bool is_pipe(std::string const& path)
{
   std::error_code failed;
   auto const status = std::filesystem::status(path, failed);
   return !failed &&
          (std::filesystem::is_fifo(status) || std::filesystem::is_character_file(status));
}

bool reads_pipes(run_config const& c)
{
   auto paths = c.questions.zones;
   paths.insert(paths.end(), c.selection.rule_paths.begin(), c.selection.rule_paths.end());
   paths.insert(
      paths.end(), {c.questions.psl_file, c.questions.replay, c.selection.profile, c.lock});
   return std::ranges::any_of(paths, is_pipe);
}

}  // namespace

std::size_t in_flight_of_each(run_limits const& limits, std::size_t processes)
{
   if (!limits.in_flight)
      return run_limits::usual_in_flight;
   return std::max<std::size_t>(1, *limits.in_flight / std::max<std::size_t>(1, processes));
}

std::size_t most_of_one_server(std::size_t in_flight)
{
   constexpr std::size_t least = 4;
   return std::max(least, in_flight / 4);
}

std::size_t workers_for(run_config const& c, output_config const& to, run_input& input)
{
   if (c.limits.workers)
      return std::min(*c.limits.workers, most_sharing(c));
   if (!c.questions.record.empty() || reads_pipes(c))
      return 0;
   auto const is_short =
      to.retry_unknown.empty() && (c.list.file.empty() || input.is_at_most(run_limits::handful));
   if (is_short)
      return 0;
   return std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), most_sharing(c));
}

}  // namespace dnslint::engine
