// SPDX-License-Identifier: Apache-2.0
#include "core/rules/yaml_expression.hpp"

#include "core/cel/scope.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace dnslint::rules {
namespace {

base::diagnostic wrong_scalar(base::location where, std::string message, std::string hint = {})
{
   return {base::diagnostic_level::error, std::move(where), std::move(message), std::move(hint)};
}

}  // namespace

base::result<cel::expression> compile_scalar(
   base::yaml::document const& doc, base::yaml::node const& at, cel::scope const& names)
{
   if (!at.is_scalar())
      return wrong_scalar(doc.locate(at), "this must be an expression");
   if (auto const comment = doc.comment_after(at); !comment.empty())
      return wrong_scalar(
         doc.locate(at, at.text.size()),
         "the '#' begins a comment in YAML and is not part of the expression",
         "quote the expression: " + base::yaml::quoted(at.text));
   return compile_part(doc, at, names, 0, at.text.size());
}

base::result<cel::expression> compile_part(
   base::yaml::document const& doc,
   base::yaml::node const& at,
   cel::scope const& names,
   std::size_t begin,
   std::size_t length)
{
   begin = std::min(begin, at.text.size());
   return cel::expression::compile(
      std::string_view{at.text}.substr(begin, length), names, [&](std::size_t offset) {
         return doc.locate(at, begin + offset);
      });
}

}  // namespace dnslint::rules
