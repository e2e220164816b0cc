// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/integration/scan_run.hpp"

#include <memory>
#include <string>

namespace dnslint::tests {

// `dnslint lab` at work on a port of 127.0.0.1, once it has said where. Ends with the object.
class serving_lab {
public:
   // `arguments`: the files, and what else the command takes.
   explicit serving_lab(words arguments);

   std::string port() const { return port_; }
   std::string address() const { return "127.0.0.1:" + port_; }
   std::string output() const { return read_file(output_); }
   ended_process end(int signal) const;
   // Until it gets SIGCONT it answers nothing after SIGSTOP.
   void signal(int number) const { running_->signal(number); }

private:
   std::string wait_for_port() const;

   work_folder folder_;
   std::string output_ = folder_.at("output");
   std::unique_ptr<process> running_;
   std::string port_;
};

}  // namespace dnslint::tests
