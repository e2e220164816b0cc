// SPDX-License-Identifier: Apache-2.0
// Any bytes as a profile: it is read or refused with errors that point into it, and what is shown
// of it is a profile again that says the same.
#include "core/base/yaml.hpp"
#include "core/profile/profile.hpp"
#include "tests/fuzz/require.hpp"

#include <algorithm>

using namespace dnslint;

namespace {

base::result<profile::profile> read(std::string const& text)
{
   auto const doc = base::yaml::load("profile.yaml", text);
   if (!doc)
      return doc.errors();
   return profile::read_profile(*doc);
}

// Without the origins.
score::weights weights(profile::profile const& p)
{
   return profile::weights_of(profile::extend(profile::standard(), p));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string const text{reinterpret_cast<char const*>(data), size};
   auto const lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
   auto const made = read(text);
   if (!made) {
      for (auto const& d : made.errors()) {
         require(!d.message.empty(), "errors say what is wrong");
         require(d.where.line <= lines, "the line is in the file");
      }
      return 0;
   }
   auto const again = read(profile::to_text(*made));
   if (again)
      require(weights(*again) == weights(*made), "what is shown says the same");
   return 0;
}
