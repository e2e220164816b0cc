// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::base {

// Appends one JSON text (RFC 8259), without white space, to a string that it borrows. Separators
// and escapes are its business; that every begin has its end and every member its key is the
// caller's.
class json_writer {
public:
   explicit json_writer(std::string& out) noexcept
   : out_{&out}
   {}

   void begin_object() { open('{'); }
   void end_object() { close('}'); }
   void begin_array() { open('['); }
   void end_array() { close(']'); }
   void key(std::string_view name);

   // Bytes that are not UTF-8 are escaped, so hostile text is welcome.
   void text(std::string_view bytes);
   void count(std::uint64_t number);
   // Rounded to at most so many decimals, three at most; null when there is no number.
   void number(std::optional<double> value, unsigned decimals);
   void null();
   // Where the caller appends one JSON value itself.
   std::string& place()
   {
      separate();
      return *out_;
   }

   void member(std::string_view name, std::string_view bytes);
   void member(std::string_view name, std::uint64_t number);
   // Left out when empty.
   void optional_member(std::string_view name, std::string_view bytes);
   void begin_object(std::string_view name);
   void begin_array(std::string_view name);

private:
   void separate()
   {
      if (!first_)
         *out_ += ',';
      first_ = false;
   }
   void open(char bracket);
   void close(char bracket);

   std::string* out_;
   bool first_ = true;  // nothing stands before the next value that a comma must part it from
};

}  // namespace dnslint::base
