// SPDX-License-Identifier: Apache-2.0
#include "core/cel/macro.hpp"

#include "core/cel/compile_error.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

// A macro that is called on a range with the names of its variables and expressions over them.
struct shape {
   std::string_view name;
   macro_kind macro;
   std::size_t variables;
   std::size_t expressions;
};

constexpr std::array shapes{
   shape{"all", macro_kind::all, 1, 1},
   shape{"all", macro_kind::all, 2, 1},
   shape{"exists", macro_kind::exists, 1, 1},
   shape{"exists", macro_kind::exists, 2, 1},
   shape{"exists_one", macro_kind::exists_one, 1, 1},
   shape{"exists_one", macro_kind::exists_one, 2, 1},
   shape{"existsOne", macro_kind::exists_one, 1, 1},
   shape{"existsOne", macro_kind::exists_one, 2, 1},
   shape{"filter", macro_kind::filter, 1, 1},
   shape{"map", macro_kind::map, 1, 1},
   shape{"map", macro_kind::map, 1, 2},
   shape{"transformList", macro_kind::transform_list, 2, 1},
   shape{"transformList", macro_kind::transform_list, 2, 2},
   shape{"transformMap", macro_kind::transform_map, 2, 1},
   shape{"transformMap", macro_kind::transform_map, 2, 2},
   shape{"transformMapEntry", macro_kind::transform_map_entry, 2, 1},
   shape{"transformMapEntry", macro_kind::transform_map_entry, 2, 2},
   shape{"sortBy", macro_kind::sort_by, 1, 1},
   shape{"optMap", macro_kind::optional_map, 1, 1},
   shape{"optFlatMap", macro_kind::optional_flat_map, 1, 1}};

bool is_called_on(node const& call, std::string_view name)
{
   return call.receiver && call.children[0]->form == node_kind::name &&
          call.children[0]->text == name;
}

std::string variable_of(node const& call, node const& written)
{
   if (written.form != node_kind::name || written.rooted)
      throw compile_error{written.begin, fmt::format("{}() needs a name here", call.text), {}};
   return written.text;
}

void drop_child(node& call, std::size_t which)
{
   call.children.erase(call.children.begin() + static_cast<std::ptrdiff_t>(which));
}

node_pointer presence(node_pointer call)
{
   if (call->children.size() != 1 || call->children[0]->form != node_kind::select)
      throw compile_error{call->offset, "has() needs a member, such as has(x.member)", {}};
   call->form = node_kind::has;
   return call;
}

// cel.bind(name, value, expression)
node_pointer binding(node_pointer call)
{
   if (call->children.size() != 4)
      throw compile_error{
         call->offset,
         "cel.bind() needs a name, its value and an expression",
         "for example: cel.bind(x, domain.labels(), x.size() > 2)"};
   call->member = variable_of(*call, *call->children[1]);
   call->form = node_kind::bind;
   drop_child(*call, 1);
   drop_child(*call, 0);
   return call;
}

// math.greatest(a, b, c) is math.greatest([a, b, c]).
node_pointer listed(node_pointer call)
{
   if (call->children.size() < 3)
      return call;
   auto list = std::make_unique<node>();
   list->form = node_kind::list;
   list->offset = call->children[1]->begin;
   list->begin = list->offset;
   list->height = call->height;
   std::move(call->children.begin() + 1, call->children.end(), std::back_inserter(list->children));
   call->children.resize(1);
   call->children.push_back(std::move(list));
   ++call->height;
   return call;
}

node_pointer comprehension(node_pointer call, shape const& s)
{
   call->member = variable_of(*call, *call->children[1]);
   if (s.variables == 2) {
      call->second = variable_of(*call, *call->children[2]);
      if (*call->second == call->member)
         throw compile_error{
            call->children[2]->begin, fmt::format("two variables are called {}", call->member), {}};
      drop_child(*call, 2);
   }
   drop_child(*call, 1);
   bool const of_optional =
      s.macro == macro_kind::optional_map || s.macro == macro_kind::optional_flat_map;
   call->form = of_optional ? node_kind::optional_map : node_kind::comprehension;
   call->macro = s.macro;
   return call;
}

// How the macro is written where it stands with the wrong number of arguments.
std::string example(shape const& s)
{
   return fmt::format(
      "for example: list.{}({}, {}x > 1)",
      s.name,
      s.variables == 2 ? "i, x" : "x",
      s.expressions == 2 ? "x > 0, " : "");
}

}  // namespace

node_pointer expand_macro(node_pointer call)
{
   if (!call->receiver)
      return call->text == "has" ? presence(std::move(call)) : std::move(call);
   if (call->text == "bind" && is_called_on(*call, "cel"))
      return binding(std::move(call));
   if ((call->text == "greatest" || call->text == "least") && is_called_on(*call, "math"))
      return listed(std::move(call));
   shape const* named = nullptr;
   for (auto const& s : shapes) {
      if (s.name != call->text)
         continue;
      if (call->children.size() == 1 + s.variables + s.expressions)
         if (s.variables == 1 || call->children[2]->form == node_kind::name)
            return comprehension(std::move(call), s);
      named = named == nullptr ? &s : named;
   }
   if (named != nullptr)
      throw compile_error{
         call->offset,
         fmt::format("{}() needs a name and an expression", call->text),
         example(*named)};
   return call;
}

std::vector<std::string_view> macro_names()
{
   std::vector<std::string_view> names{"has", "cel.bind"};
   for (auto const& s : shapes)
      if (names.back() != s.name)
         names.push_back(s.name);
   return names;
}

}  // namespace dnslint::cel
