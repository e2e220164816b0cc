// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/serving_lab.hpp"

#include <chrono>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace dnslint::tests {

namespace {

constexpr std::string_view listening_on = "listening on 127.0.0.1:";
constexpr std::chrono::milliseconds between_looks{10};
constexpr auto most_looks = 6000;

}  // namespace

serving_lab::serving_lab(words arguments)
{
   auto all = command({"lab", "--listen", "127.0.0.1:0"});
   all.insert(all.end(), arguments.begin(), arguments.end());
   // Its standard output goes to a file, which can be read while it runs.
   all.insert(all.begin(), {"/bin/sh", "-c", "exec \"$@\" >\"$0\"", output_});
   running_ = std::make_unique<process>(all);
   port_ = wait_for_port();
}

ended_process serving_lab::end(int signal) const
{
   running_->signal(signal);
   return running_->wait();
}

std::string serving_lab::wait_for_port() const
{
   for (auto i = 0; i < most_looks; ++i) {
      std::this_thread::sleep_for(between_looks);
      if (access(output_.c_str(), R_OK) != 0)
         continue;
      auto const said = output();
      auto const end = said.find('\n');
      if (end != std::string::npos && said.starts_with(listening_on))
         return said.substr(listening_on.size(), end - listening_on.size());
   }
   throw std::runtime_error{"the lab does not start"};
}

}  // namespace dnslint::tests
