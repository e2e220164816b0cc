// SPDX-License-Identifier: Apache-2.0
#include "core/cel/branch.hpp"

#include "core/cel/lexer.hpp"
#include "core/cel/program.hpp"

#include <algorithm>

namespace dnslint::cel {
namespace {

bool ends(token const& t, branch_kind of)
{
   if (t.is("?") || t.is(":") || t.is(","))
      return of != branch_kind::whole;
   return (t.is("||") && (of == branch_kind::operand_of_and || of == branch_kind::operand_of_or)) ||
          (t.is("&&") && of == branch_kind::operand_of_and);
}

// From the part's first character to where an operator of its surroundings follows. What binds less
// than those stands in parentheses, which end it.
std::string text_of(std::string const& source, node const& n, branch_kind role)
{
   if (n.form == node_kind::logical_or || n.form == node_kind::conditional)
      role = branch_kind::whole;
   auto const rest = std::string_view{source}.substr(n.begin);
   lexer tokens{rest};
   std::string text;
   std::size_t end = 0;
   for (int depth = 0;;) {
      auto const t = tokens.next();
      if (t.kind == token_kind::end || (depth == 0 && ends(t, role)))
         return text;
      depth += t.is("(") || t.is("[") || t.is("{") ? 1 : 0;
      depth -= t.is(")") || t.is("]") || t.is("}") ? 1 : 0;
      if (depth < 0)
         return text;
      if (!text.empty() && t.offset != end)
         text += ' ';
      text += t.text;
      end = t.offset + t.text.size();
   }
}

class walk {
public:
   explicit walk(expression const& e)
   : source_{&e.source()}
   {
      auto const& root = expression_tree::root_of(e);
      add(root, branch_kind::whole);
      descend(root);
   }

   std::vector<branch> made;

private:
   void add(node const& n, branch_kind role)
   {
      made.push_back({role, &n, text_of(*source_, n, role)});
   }

   void descend(node const& n)
   {
      for (std::size_t i = 0; i != n.children.size(); ++i) {
         auto const& child = *n.children[i];
         if (n.form == node_kind::logical_and)
            add(child, branch_kind::operand_of_and);
         else if (n.form == node_kind::logical_or)
            add(child, branch_kind::operand_of_or);
         else if (n.form == node_kind::conditional && i == 0)
            add(child, branch_kind::condition);
         descend(child);
      }
   }

   std::string const* source_;
};

}  // namespace

std::vector<branch> branches_of(expression const& e)
{
   return walk{e}.made;
}

bool is_never_observable(expression const& e)
{
   auto const& root = expression_tree::root_of(e);
   return root.form == node_kind::call && root.text == "unobservable";
}

}  // namespace dnslint::cel
