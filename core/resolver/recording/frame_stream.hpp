// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::resolver {

// The parts of a Frame Streams file: START with a content type, data frames, STOP. Each data frame
// follows its length, which takes four bytes in big-endian order. A length of 0 announces a control
// frame.
std::string frame_stream_start(std::string_view content_type);
std::string frame_stream_stop();
std::string data_frame(std::string_view payload);

// The largest data frame that is read. A dnstap frame has two DNS messages at most, that of a host
// a whole reply.
constexpr std::size_t most_frame_bytes = std::size_t{4} << 20U;

// Reads a Frame Streams file from the front to the back. Borrows the bytes of the file and copies
// nothing.
class frame_stream_reader {
public:
   frame_stream_reader(std::string_view file, std::string_view content_type);

   // The next data frame. Null at the end and after the first error.
   std::optional<std::string_view> next();
   // What is wrong with the file, for people. Empty if no error was found so far.
   std::string const& error() const noexcept { return error_; }
   std::size_t offset() const noexcept { return at_; }

private:
   std::optional<std::string_view> take(std::size_t size);
   std::optional<std::size_t> take_length();
   std::string_view control_frame();
   std::nullopt_t fail(std::string_view reason);

   std::string_view file_;
   std::size_t at_ = 0;
   bool ended_ = false;
   std::string error_;
};

}  // namespace dnslint::resolver
