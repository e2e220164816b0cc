// SPDX-License-Identifier: Apache-2.0
#include "issuer_parameter.hpp"

#include "ascii.hpp"
#include "url.hpp"

#include <algorithm>

namespace caa {
namespace {

constexpr std::string_view account = "accounturi";
constexpr std::string_view methods = "validationmethods";

// RFC 8657 section 4: value = [*(label ",") label], label = 1*(ALPHA / DIGIT / "-").
bool is_list_of_methods(std::string_view text)
{
   auto const allowed = [](char c) {
      return is_alphanum(c) || c == '-' || c == ',';
   };
   return std::ranges::all_of(text, allowed) && !text.starts_with(',') && !text.ends_with(',') &&
          text.find(",,") == npos;
}

std::optional<value_error> error_of(issuer_parameter const& p, std::string_view tag)
{
   if (tag == methods)
      return is_list_of_methods(p.value)
                ? std::nullopt
                : std::optional{value_error{
                     p.value_column, quoted(p.value) + " is no list of validation methods"}};
   auto error = error_of_uri(p.value);
   if (error)
      error->column += p.value_column - 1;
   return error;
}

}  // namespace

std::vector<value_error> errors_of_parameters(std::vector<issuer_parameter> const& parameters)
{
   std::vector<value_error> errors;
   std::vector<std::string> seen;
   for (auto const& p : parameters) {
      auto const tag = lower(p.tag);
      if ((tag != account && tag != methods) || errors.size() == most_parameter_errors)
         continue;
      if (std::ranges::find(seen, tag) != seen.end())
         errors.push_back({p.column, "a second " + tag + " makes the property match nothing"});
      else if (auto error = error_of(p, tag))
         errors.push_back(std::move(*error));
      if (seen.size() < 2)
         seen.push_back(tag);
   }
   return errors;
}

}  // namespace caa
