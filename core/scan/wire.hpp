// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::scan {

// Numbers and texts as bytes, in the machine's own order: both ends are one program on one machine.
class wire_writer {
public:
   explicit wire_writer(std::string& out)
   : out_{&out}
   {}

   template <class Number>
   void number(Number n)
   {
      char bytes[sizeof n];
      std::memcpy(bytes, &n, sizeof n);
      out_->append(bytes, sizeof n);
   }
   void text(std::string_view t)
   {
      number(static_cast<std::uint32_t>(t.size()));
      *out_ += t;
   }

private:
   std::string* out_;
};

// Reads what wire_writer wrote. What is missing reads as 0 or empty and makes ok() false: the bytes
// may come from a process that a plugin has damaged.
class wire_reader {
public:
   explicit wire_reader(std::string_view bytes)
   : left_{bytes}
   {}

   template <class Number>
   Number number()
   {
      Number n{};
      if (left_.size() < sizeof n) {
         fail();
         return n;
      }
      std::memcpy(&n, left_.data(), sizeof n);
      left_.remove_prefix(sizeof n);
      return n;
   }
   std::string_view text()
   {
      auto const size = number<std::uint32_t>();
      if (size > left_.size())
         fail();
      auto const taken = left_.substr(0, ok_ ? size : 0);
      left_.remove_prefix(taken.size());
      return taken;
   }
   // How many elements follow, each of at least `least` bytes.
   std::uint32_t count(std::size_t least)
   {
      auto const n = number<std::uint32_t>();
      if (n <= left_.size() / least)
         return n;
      fail();
      return 0;
   }

   bool ok() const noexcept { return ok_; }
   bool at_end() const noexcept { return ok_ && left_.empty(); }

private:
   void fail()
   {
      ok_ = false;
      left_ = {};
   }

   std::string_view left_;
   bool ok_ = true;
};

}  // namespace dnslint::scan
