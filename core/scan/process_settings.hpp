// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/watch_reason.hpp"

#include <array>
#include <csignal>
#include <cstdint>
#include <string>
#include <sys/resource.h>
#include <sys/time.h>

namespace dnslint::scan {

// Settings that belong to the whole process. A plugin must leave them as they are, since a change
// would concern the host and all other plugins.
class process_settings {
public:
   static process_settings of_this_process();
   // Returns the first setting that differs in this process now; none if all are as they were.
   watch_reason changed() const;

private:
   static constexpr std::array watched_limits{
      RLIMIT_AS, RLIMIT_CPU, RLIMIT_DATA, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_NPROC, RLIMIT_STACK};
   static constexpr std::array watched_signals{
      SIGABRT,
      SIGALRM,
      SIGBUS,
      SIGCHLD,
      SIGFPE,
      SIGILL,
      SIGINT,
      SIGPIPE,
      SIGPROF,
      SIGSEGV,
      SIGTERM,
      SIGTRAP,
      SIGUSR1,
      SIGUSR2,
      SIGVTALRM};

   using limits = std::array<rlimit, watched_limits.size()>;
   using handlers = std::array<std::uintptr_t, watched_signals.size()>;

   static limits read_limits();
   static handlers read_handlers();
   static std::uint64_t read_mask();
   static std::string read_folder();
   static unsigned read_creation_mask();
   static std::uint64_t read_arithmetic();
   static std::uint64_t read_environment();
   static bool has_timer();
   bool has_other_limits() const;

   limits limits_{};
   handlers handlers_{};
   std::uint64_t mask_ = 0;
   std::string folder_;
   unsigned creation_mask_ = 0;
   std::uint64_t arithmetic_ = 0;
   std::uint64_t environment_ = 0;
   std::string locale_;
   std::uintptr_t thread_locale_ = 0;
   bool has_timer_ = false;
   int priority_ = 0;
};

}  // namespace dnslint::scan
