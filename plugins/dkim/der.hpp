// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dkim {

enum class der_tag : std::uint8_t {
   integer = 0x02,
   bit_string = 0x03,
   null = 0x05,
   object_identifier = 0x06,
   sequence = 0x30
};

// Reads elements of DER one after the other (X.690 section 10: definite lengths in their shortest
// form). Borrows the bytes, and never reads behind them.
class der_reader {
public:
   explicit der_reader(std::string_view bytes)
   : rest_{bytes}
   {}

   // The content of the next element, if it has this tag and lies within the bytes; else null, and
   // nothing is taken.
   std::optional<std::string_view> take(der_tag tag);
   bool at_end() const { return rest_.empty(); }

private:
   std::string_view rest_;
};

}  // namespace dkim
