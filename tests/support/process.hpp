// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace dnslint::tests {

// How a program ended, and what it wrote.
struct ended_process {
   int status = -1;  // its exit status; 128 and the signal's number when one ended it
   bool timed_out = false;
   std::string out;
   std::string err;
   std::size_t peak_kib = 0;  // of memory, as last seen while it ran
};

// A running program with pipes for its three streams. The destructor ends it if wait() has not.
class process {
public:
   static constexpr std::chrono::seconds patience{300};

   // `words`: the program and its arguments. Its standard input is `input`.
   explicit process(std::vector<std::string> const& words, std::string input = {});
   process(process const&) = delete;
   process& operator=(process const&) = delete;
   ~process();

   void signal(int number) const;
   // Reads what it writes until it ends; ends it after `most`.
   ended_process wait(std::chrono::seconds most = patience);

private:
   void transfer(ended_process& seen);
   void feed();
   void look_at_memory(ended_process& seen) const;

   pid_t id_ = -1;
   int in_ = -1;
   int out_ = -1;
   int err_ = -1;
   std::string input_;
};

ended_process run(std::vector<std::string> const& words, std::string input = {});

}  // namespace dnslint::tests
