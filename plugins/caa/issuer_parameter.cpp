// SPDX-License-Identifier: Apache-2.0
#include "issuer_parameter.hpp"

#include "near_miss.hpp"
#include "url.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <set>

namespace caa {
namespace {

using dnslint::column_of;
using dnslint::parse_error;
using dnslint::quoted;

constexpr std::string_view account = "accounturi";
constexpr std::string_view methods = "validationmethods";

// RFC 8657 section 4: value = [*(label ",") label], label = 1*(ALPHA / DIGIT / "-").
bool is_list_of_methods(std::string_view text)
{
   auto const allowed = [](char c) {
      return dnslint::is_alphanum(c) || dnslint::is_one_of(c, "-,");
   };
   return std::ranges::all_of(text, allowed) && !text.starts_with(',') && !text.ends_with(',') &&
          text.find(",,") == text.npos;
}

std::optional<parse_error> error_of_value(issuer_parameter const& p, std::string_view tag)
{
   if (tag == account)
      return error_of_uri(p.value);
   if (is_list_of_methods(p.value))
      return std::nullopt;
   return parse_error{1, quoted(p.value) + " is no list of validation methods"};
}

// Goes through the parameters of one property in their order.
class parameter_judge {
public:
   explicit parameter_judge(std::string_view value)
   : value_{value}
   {}

   void judge(issuer_parameter const& p)
   {
      auto const tag = dnslint::to_lower(p.tag);
      if (tag != account && tag != methods)
         return judge_unknown(p);
      if (!seen_.insert(tag).second)
         return fail(p.offset, "a second " + tag + " makes the property match nothing");
      if (auto const error = error_of_value(p, tag))
         add({column_of(value_, p.value_offset) + error->column - 1, error->text});
   }

   std::vector<parameter_error> take() { return std::move(errors_); }
   bool is_full() const { return errors_.size() == most_parameter_errors; }

private:
   void judge_unknown(issuer_parameter const& p)
   {
      for (auto const known : {account, methods})
         if (is_near_miss(p.tag, known))
            add(
               {column_of(value_, p.offset),
                "no issuer is known to have the parameter " + quoted(p.tag) + ": RFC 8657 writes " +
                   std::string{known}},
               false);
   }

   void fail(std::size_t offset, std::string text)
   {
      add({column_of(value_, offset), std::move(text)});
   }

   void add(parse_error error, bool is_unsatisfied = true)
   {
      errors_.push_back({std::move(error), is_unsatisfied});
   }

   std::string_view value_;
   std::set<std::string> seen_;
   std::vector<parameter_error> errors_;
};

}  // namespace

std::vector<parameter_error> errors_of_parameters(
   std::string_view value, std::vector<issuer_parameter> const& parameters)
{
   parameter_judge judge{value};
   for (auto const& p : parameters)
      if (!judge.is_full())
         judge.judge(p);
   return judge.take();
}

}  // namespace caa
