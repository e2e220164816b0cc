// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <streambuf>

namespace dnslint::engine {

// Writes to a descriptor and remembers why it could not. Borrows the descriptor.
class file_buffer final : public std::streambuf {
public:
   file_buffer() { clear(); }
   void attach(int descriptor) noexcept { descriptor_ = descriptor; }
   // The errno of the first write that failed; 0 when none did.
   int error() const noexcept { return error_; }

protected:
   int_type overflow(int_type c) override;
   int sync() override;

private:
   void clear() { setp(bytes_.data(), bytes_.data() + bytes_.size()); }

   int descriptor_ = -1;
   int error_ = 0;
   std::array<char, 65'536> bytes_;
};

}  // namespace dnslint::engine
