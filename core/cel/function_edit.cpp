// SPDX-License-Identifier: Apache-2.0
#include "core/cel/function.hpp"
#include "core/cel/tag_edit.hpp"

#include <array>

namespace dnslint::cel {
namespace {

value edited(std::optional<std::string> made)
{
   return made ? value::string(*std::move(made)) : value::error("the text is no tag list");
}

value tags_with(arguments given, evaluation& cost)
{
   if (!cost.spend(4 * given[0].characters().size() + given[2].characters().size()))
      return too_costly();
   return edited(with_tag(given[0].characters(), given[1].characters(), given[2].characters()));
}

value tags_without(arguments given, evaluation& cost)
{
   if (!cost.spend(4 * given[0].characters().size()))
      return too_costly();
   return edited(without_tag(given[0].characters(), given[1].characters()));
}

constexpr std::array edit_table{
   function{
      "tags.with",
      call_style::global,
      3,
      {text_kind, text_kind, text_kind},
      text_kind,
      tags_with,
      R"(The tag list in which the tag has this value: tags.with("v=DMARC1; p=none", "p", )"
      R"("quarantine"). Everything else is kept; a new tag is the last one, p the second)"},
   function{
      "tags.without",
      call_style::global,
      2,
      {text_kind, text_kind},
      text_kind,
      tags_without,
      "The tag list without the tag; everything else is kept"}};

}  // namespace

std::span<function const> edit_functions() noexcept
{
   return edit_table;
}

}  // namespace dnslint::cel
