// SPDX-License-Identifier: Apache-2.0
#include "core/scan/orphan_reaper.hpp"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>

namespace dnslint::scan {
namespace {

// A process that forks faster than it is killed does not keep the scan for ever.
constexpr int most_rounds = 1000;

std::vector<pid_t> children()
{
   std::vector<pid_t> all;
   std::error_code error;
   for (std::filesystem::directory_iterator i{"/proc/self/task", error}, end; !error && i != end;
        i.increment(error)) {
      std::ifstream from{i->path() / "children"};
      for (pid_t child = 0; from >> child;)
         all.push_back(child);
   }
   return all;
}

}  // namespace

void kill_children(std::vector<pid_t> const& spared) noexcept
{
   for (auto round = 0; round != most_rounds; ++round) {
      auto left = children();
      std::erase_if(left, [&spared](pid_t child) {
         return std::ranges::find(spared, child) != spared.end();
      });
      if (left.empty())
         return;
      for (auto const child : left)
         kill(child, SIGKILL);
      for (auto const child : left)
         waitpid(child, nullptr, 0);
   }
}

orphan_reaper::orphan_reaper()
: spared_{children()}
{
   prctl(PR_GET_CHILD_SUBREAPER, &was_reaper_);
   prctl(PR_SET_CHILD_SUBREAPER, 1);
}

orphan_reaper::~orphan_reaper()
{
   kill_children(spared_);
   prctl(PR_SET_CHILD_SUBREAPER, was_reaper_);
}

}  // namespace dnslint::scan
