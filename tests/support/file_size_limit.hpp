// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>
#include <sys/resource.h>

namespace dnslint::tests {

// While it lives, files of this process cannot grow beyond so many bytes.
class file_size_limit {
public:
   explicit file_size_limit(rlim_t bytes)
   {
      before_handler_ = std::signal(SIGXFSZ, SIG_IGN);
      getrlimit(RLIMIT_FSIZE, &before_);
      auto const limited = rlimit{bytes, before_.rlim_max};
      setrlimit(RLIMIT_FSIZE, &limited);
   }
   file_size_limit(file_size_limit const&) = delete;
   file_size_limit& operator=(file_size_limit const&) = delete;
   ~file_size_limit()
   {
      setrlimit(RLIMIT_FSIZE, &before_);
      std::signal(SIGXFSZ, before_handler_);
   }

private:
   rlimit before_{};
   void (*before_handler_)(int) = nullptr;
};

}  // namespace dnslint::tests
