// SPDX-License-Identifier: Apache-2.0
#include "core/base/indented_json.hpp"

namespace dnslint::base {
namespace {

bool closes(std::string_view json, std::size_t at)
{
   return at < json.size() && (json[at] == '}' || json[at] == ']');
}

}  // namespace

std::string indented_json(std::string_view json)
{
   std::string out;
   std::size_t depth = 0;
   bool in_string = false;
   auto const line = [&] {
      out += '\n';
      out.append(3 * depth, ' ');
   };
   for (std::size_t i = 0; i != json.size(); ++i) {
      auto const c = json[i];
      if (in_string || c == '"') {
         out += c;
         if (c == '\\')
            out += json[++i];
         else if (c == '"')
            in_string = !in_string;
         continue;
      }
      if ((c == '}' || c == ']') && out.back() != '{' && out.back() != '[') {
         --depth;
         line();
      } else if (c == '}' || c == ']') {
         --depth;
      }
      out += c;
      if ((c == '{' || c == '[')) {
         ++depth;
         if (!closes(json, i + 1))
            line();
      } else if (c == ',') {
         line();
      } else if (c == ':') {
         out += ' ';
      }
   }
   return out;
}

}  // namespace dnslint::base
