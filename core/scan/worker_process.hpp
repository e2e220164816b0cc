// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/scan/board.hpp"
#include "core/scan/decider.hpp"
#include "core/scan/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace dnslint::scan {

// The descriptors that a worker finds open.
constexpr int worker_link_descriptor = 3;
constexpr int worker_board_descriptor = 4;

// What a worker process may not exceed; 0: no limit.
struct process_limits {
   std::size_t memory = 0;  // bytes of address space
   std::size_t files = 8192;
};

// One worker, as its supervisor holds it: the process of its warden, which ends as the worker does;
// the socket to it, what it writes to standard output and error, its board. Ends the worker, and
// all that it has forked, when it is destroyed.
class worker_process {
public:
   // `arguments` begin with the name that the process is shown by. Its standard input is empty.
   static base::result<worker_process> start(
      std::string const& program,
      std::vector<std::string> const& arguments,
      process_limits const& bounds);
   worker_process(worker_process&& from) noexcept;
   worker_process& operator=(worker_process&& from) noexcept;
   ~worker_process();

   void send(message const& m);
   // Writes what waits, as far as it goes without waiting.
   void write_some();
   bool wants_to_write() const noexcept { return !out_.empty(); }
   // Reads what is there, as far as it goes without waiting.
   void read_some();
   std::optional<message> take() { return in_.next(); }
   // Something that is no message arrived: whoever wrote it is not the worker any more.
   bool is_garbled() const noexcept { return in_.is_broken(); }
   // What the process wrote to its output since the last call, at most 64 KiB of it in all.
   std::string take_output();

   void kill();
   // How it ended, once it has. Never waits.
   std::optional<process_end> ended();

   board const& seen() const noexcept { return *board_; }
   // Negative when the worker has closed its end.
   int link() const noexcept { return is_closed_ ? -1 : link_; }
   int output() const noexcept { return output_; }
   int process() const noexcept { return descriptor_; }  // readable when it has ended

private:
   worker_process(shared_board b) noexcept
   : board_{std::move(b)}
   {}

   shared_board board_;
   pid_t pid_ = -1;
   int descriptor_ = -1;
   int link_ = -1;
   int output_ = -1;
   std::string out_;
   frame_stream in_;
   std::size_t output_left_ = 65'536;
   bool is_closed_ = false;  // the link, at the worker's end
   bool reaped_ = false;
};

}  // namespace dnslint::scan
