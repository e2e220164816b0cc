// SPDX-License-Identifier: Apache-2.0
#include "core/base/outcome.hpp"

#include <array>
#include <fmt/format.h>

namespace dnslint::base {
namespace {

constexpr std::array<std::string_view, 4> outcome_texts{
   "pass", "fail", "unknown", "not-applicable"};
constexpr std::array<std::string_view, 4> class_texts{
   "transient", "unobservable", "withheld", "internal"};
constexpr std::array<std::string_view, 5> severity_texts{
   "info", "low", "medium", "high", "critical"};

template <class Enum>
std::optional<Enum> find(auto const& texts, std::string_view text)
{
   for (std::size_t i = 0; i != texts.size(); ++i)
      if (texts[i] == text)
         return static_cast<Enum>(i);
   return std::nullopt;
}

}  // namespace

cause transient(std::string code, std::string detail)
{
   return {cause_class::transient, std::move(code), std::move(detail)};
}

cause unobservable(std::string code, std::string detail)
{
   return {cause_class::unobservable, std::move(code), std::move(detail)};
}

cause withheld(std::string code, std::string detail)
{
   return {cause_class::withheld, std::move(code), std::move(detail)};
}

cause internal(std::string code, std::string detail)
{
   return {cause_class::internal, std::move(code), std::move(detail)};
}

std::string_view to_text(outcome o)
{
   return outcome_texts.at(static_cast<std::size_t>(o));
}

std::string_view to_text(cause_class c)
{
   return class_texts.at(static_cast<std::size_t>(c));
}

std::string_view to_text(severity s)
{
   return severity_texts.at(static_cast<std::size_t>(s));
}

std::string to_text(cause const& c)
{
   return c.detail.empty() ? fmt::format("{}: {}", to_text(c.kind), c.code)
                           : fmt::format("{}: {} ({})", to_text(c.kind), c.code, c.detail);
}

std::optional<outcome> outcome_from_text(std::string_view text)
{
   return find<outcome>(outcome_texts, text);
}

std::optional<severity> severity_from_text(std::string_view text)
{
   return find<severity>(severity_texts, text);
}

}  // namespace dnslint::base
