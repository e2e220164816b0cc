// SPDX-License-Identifier: Apache-2.0
#include "core/rules/words.hpp"

#include "core/base/outcome.hpp"
#include "core/facts/value.hpp"

namespace dnslint::rules {
namespace {

template <class... Values>
std::vector<std::string> texts_of(Values... values)
{
   return {std::string{to_text(values)}...};
}

}  // namespace

std::vector<std::string> severity_names()
{
   using enum base::severity;
   return texts_of(info, low, medium, high, critical);
}

std::vector<std::string> outcome_names()
{
   using enum base::outcome;
   return texts_of(pass, fail, unknown, not_applicable);
}

std::vector<std::string> type_names()
{
   using enum facts::type;
   return texts_of(boolean, integer, number, string, bytes, list, map, dyn);
}

}  // namespace dnslint::rules
