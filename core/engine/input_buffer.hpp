// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <streambuf>

namespace dnslint::engine {

// Reads from a descriptor, and stops waiting when somebody wants it to: the stream that reads from
// it becomes bad then. Borrows the descriptor.
class input_buffer final : public std::streambuf {
public:
   // `stop` may be empty.
   input_buffer(int descriptor, std::function<bool()> stop);

   bool was_stopped() const noexcept { return stopped_; }
   // False when reading would wait.
   bool is_ready() const;

protected:
   int_type underflow() override;

private:
   int descriptor_;
   std::function<bool()> stop_;
   bool stopped_ = false;
   std::array<char, 65'536> bytes_{};
};

}  // namespace dnslint::engine
