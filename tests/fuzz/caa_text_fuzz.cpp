// SPDX-License-Identifier: Apache-2.0
// Any bytes as a CAA record in presentation form: columns lie in the text, and what was read,
// written down with every byte escaped, reads the same.
#include "property_text.hpp"
#include "tests/fuzz/require.hpp"

#include <cstdint>
#include <string>

namespace {

std::string escaped(std::string_view value)
{
   std::string text;
   for (char const c : value) {
      auto const byte = static_cast<unsigned char>(c);
      text += '\\';
      for (auto const unit : {100, 10, 1})
         text += static_cast<char>('0' + byte / unit % 10);
   }
   return text;
}

std::string written(caa::property const& p)
{
   return std::to_string(p.flags) + ' ' + p.tag + " \"" + escaped(p.value) + '"';
}

void check_places(caa::property_text const& made, std::string_view text)
{
   require(text.substr(made.tag_offset, made.read.tag.size()) == made.read.tag, "the tag");
   require(made.value_offsets.size() == made.read.value.size() + 1, "each byte has a place");
   std::size_t before = made.tag_offset;
   for (auto const offset : made.value_offsets) {
      require(offset > before && offset <= text.size(), "places ascend and lie in the text");
      before = offset;
   }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const text{reinterpret_cast<char const*>(data), size};
   auto const made = caa::read_property_text(text);
   if (made.error) {
      require(made.error->column >= 1 && made.error->column <= size + 1, "errors lie in the text");
      require(!made.error->text.empty(), "errors have a text");
      return 0;
   }
   check_places(made, text);
   auto const again = caa::read_property_text(written(made.read));
   require(!again.error && again.read.value == made.read.value, "a value reads the same again");
   require(
      again.read.flags == made.read.flags && again.read.tag == made.read.tag, "so do the rest");
   return 0;
}
