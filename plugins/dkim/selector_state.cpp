// SPDX-License-Identifier: Apache-2.0
#include "selector_state.hpp"

#include <array>

namespace dkim {
namespace {

// RFC 6376 section 3.6.2.2: strings are put together without spaces.
std::string joined_text(dnslint::record const& txt)
{
   std::string text;
   for (auto const part : txt.strings())
      text += part;
   return text;
}

}  // namespace

std::string_view to_text(selector_origin origin)
{
   constexpr std::array<std::string_view, 4> texts{"stated", "provider", "common", "wildcard"};
   return texts.at(static_cast<std::size_t>(origin));
}

selector_state read_selector(
   std::string selector, selector_origin origin, dnslint::answer const& txt)
{
   selector_state state;
   state.selector = std::move(selector);
   state.origin = origin;
   if (txt.unknown()) {
      state.unknown = txt.cause();
      return state;
   }
   if (!txt.chain().empty()) {
      state.alias = txt.canonical_name();
      state.alias_owner = provider_of_alias(state.alias);
   }
   for (auto const r : txt.records())
      if (auto const text = joined_text(r); is_meant_as_key(text))
         state.keys.push_back(read_key_record(text));
      else
         state.has_other_text = true;
   return state;
}

}  // namespace dkim
