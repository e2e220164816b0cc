// SPDX-License-Identifier: Apache-2.0
#include "core/cel/function.hpp"

#include "core/cel/macro.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

std::vector<function> table()
{
   std::vector<function> all;
   for (auto const family :
        {text_functions(),
         part_functions(),
         conversion_functions(),
         time_functions(),
         math_functions(),
         list_functions(),
         encoding_functions(),
         optional_functions(),
         network_functions(),
         name_functions(),
         edit_functions()})
      all.insert(all.end(), family.begin(), family.end());
   return all;
}

bool called_so(function const& f, bool receiver)
{
   return f.style == call_style::either || (f.style == call_style::receiver) == receiver;
}

}  // namespace

std::vector<function> const& functions()
{
   static std::vector<function> const all = table();
   return all;
}

function const* find_function(std::string_view name, bool receiver, std::size_t arity)
{
   auto const& all = functions();
   auto const found = std::ranges::find_if(all, [&](function const& f) {
      return f.name == name && f.arity == arity && called_so(f, receiver);
   });
   return found == all.end() ? nullptr : &*found;
}

std::vector<std::string_view> function_names()
{
   auto names = macro_names();
   for (auto const& f : functions())
      names.push_back(f.name);
   return names;
}

value too_costly()
{
   return value::error(fmt::format("the expression costs more than {} steps", budget::steps));
}

}  // namespace dnslint::cel
