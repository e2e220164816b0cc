// SPDX-License-Identifier: Apache-2.0
#include "core/cel/parser.hpp"

#include "core/cel/compile_error.hpp"
#include "core/cel/foreign_word.hpp"
#include "core/cel/lexer.hpp"
#include "core/cel/literal.hpp"
#include "core/cel/macro.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace dnslint::cel {
namespace {

constexpr std::array<std::string_view, 4> keywords{"false", "in", "null", "true"};
constexpr std::array<std::string_view, 17> reserved{
   "as",
   "break",
   "const",
   "continue",
   "else",
   "for",
   "function",
   "if",
   "import",
   "let",
   "loop",
   "package",
   "namespace",
   "return",
   "var",
   "void",
   "while"};

bool is_keyword(std::string_view word)
{
   return std::ranges::find(keywords, word) != keywords.end();
}

// Recursive descent, one function for each level of the grammar (CEL language definition,
// "Syntax"). Looks one token ahead.
class parser {
public:
   explicit parser(std::string_view source)
   : source_{source}
   , lexer_{source}
   , ahead_{lexer_.next()}
   {}

   node_pointer whole()
   {
      auto made = expression();
      if (ahead_.kind != token_kind::end)
         fail_here(fmt::format("'{}' is not expected here", shown(ahead_)));
      return made;
   }

private:
   // Conditional: `a ? b : c`, right to left.
   node_pointer expression()
   {
      nesting const deeper{*this};
      auto condition = logical("||", node_kind::logical_or);
      if (!ahead_.is("?"))
         return condition;
      auto made = start(node_kind::conditional, advance().offset, condition->begin);
      adopt(*made, std::move(condition));
      adopt(*made, logical("||", node_kind::logical_or));
      expect(":", "a '?' needs a ':' after its first value");
      adopt(*made, expression());
      return made;
   }

   // A chain of && or || becomes one node, so that a long one is not a deep tree.
   node_pointer logical(std::string_view symbol, node_kind made_kind)
   {
      auto first = operand_of(made_kind);
      if (!ahead_.is(symbol))
         return first;
      auto made = start(made_kind, ahead_.offset, first->begin);
      adopt(*made, std::move(first));
      while (ahead_.is(symbol)) {
         advance();
         adopt(*made, operand_of(made_kind));
      }
      return made;
   }

   node_pointer operand_of(node_kind of)
   {
      return of == node_kind::logical_or ? logical("&&", node_kind::logical_and) : relation();
   }

   bool at_relation() const
   {
      static constexpr std::array<std::string_view, 6> symbols{"==", "!=", "<", "<=", ">", ">="};
      return ahead_.is_word("in") || (ahead_.kind == token_kind::symbol &&
                                      std::ranges::find(symbols, ahead_.text) != symbols.end());
   }

   node_pointer relation()
   {
      auto left = addition();
      while (at_relation()) {
         auto const op = advance();
         left = binary(node_kind::relation, op, std::move(left), addition());
      }
      return left;
   }

   node_pointer addition()
   {
      auto left = multiplication();
      while (ahead_.is("+") || ahead_.is("-")) {
         auto const op = advance();
         left = binary(node_kind::arithmetic, op, std::move(left), multiplication());
      }
      return left;
   }

   node_pointer multiplication()
   {
      auto left = unary();
      while (ahead_.is("*") || ahead_.is("/") || ahead_.is("%")) {
         auto const op = advance();
         left = binary(node_kind::arithmetic, op, std::move(left), unary());
      }
      return left;
   }

   node_pointer unary()
   {
      nesting const deeper{*this};
      if (ahead_.is("!")) {
         auto made = start(node_kind::logical_not, advance().offset);
         refuse_other_sign("-");
         adopt(*made, unary());
         return made;
      }
      if (!ahead_.is("-"))
         return member(primary());
      auto const minus = advance();
      refuse_other_sign("!");
      if (ahead_.kind == token_kind::integer || ahead_.kind == token_kind::number)
         return member(constant(minus.offset, literal_value(advance(), true)));
      auto made = start(node_kind::negate, minus.offset);
      adopt(*made, unary());
      return made;
   }

   // CEL language definition, "Syntax": a value has signs of one kind.
   void refuse_other_sign(std::string_view sign) const
   {
      if (ahead_.is(sign))
         fail_here("'!' and '-' do not stand together", "write parentheses between them");
   }

   node_pointer member(node_pointer left)
   {
      for (;;) {
         if (ahead_.is(".")) {
            advance();
            left =
               take_if("?") ? optional_select(std::move(left)) : select_or_call(std::move(left));
         } else if (ahead_.is("{") && names_a_message(*left)) {
            fail_here("there are no messages here", "a map is written {'key': value}");
         } else if (ahead_.is("[")) {
            auto made = start(node_kind::index, advance().offset, left->begin);
            made->optional = take_if("?");
            adopt(*made, std::move(left));
            adopt(*made, expression());
            expect("]", "this '[' is not closed", made->offset);
            left = std::move(made);
         } else {
            return left;
         }
      }
   }

   static bool names_a_message(node const& n)
   {
      return n.form == node_kind::name || n.form == node_kind::select;
   }

   token member_name()
   {
      if (ahead_.kind == token_kind::quoted_identifier) {
         auto name = advance();
         name.text = name.text.substr(1, name.text.size() - 2);
         return name;
      }
      if (ahead_.kind != token_kind::identifier || is_keyword(ahead_.text))
         fail_here("the name of a member must follow the '.'");
      return advance();
   }

   node_pointer select(token const& name, node_pointer left)
   {
      auto made = start(node_kind::select, name.offset, left->begin);
      made->member = name.text;
      adopt(*made, std::move(left));
      return made;
   }

   node_pointer select_or_call(node_pointer left)
   {
      bool const is_quoted = ahead_.kind == token_kind::quoted_identifier;
      auto const name = member_name();
      if (!is_quoted && ahead_.is("("))
         return call(name, std::move(left));
      return select(name, std::move(left));
   }

   node_pointer optional_select(node_pointer left)
   {
      auto made = select(member_name(), std::move(left));
      made->optional = true;
      return made;
   }

   node_pointer primary()
   {
      switch (ahead_.kind) {
         case token_kind::end:
            fail_here("the expression ends too early", "a value is missing here");
         case token_kind::identifier:
            return name_or_call();
         case token_kind::quoted_identifier:
            fail_here("a name in backticks can only follow a '.'");
         case token_kind::symbol:
            return bracketed();
         default: {
            auto const literal = advance();
            return constant(literal.offset, literal_value(literal));
         }
      }
   }

   node_pointer name_or_call()
   {
      auto const name = advance();
      if (name.text == "true" || name.text == "false")
         return constant(name.offset, value{name.text == "true"});
      if (name.text == "null")
         return constant(name.offset, value{});
      if (is_reserved_word(name.text))
         throw compile_error{
            name.offset,
            fmt::format("'{}' is a reserved word", name.text),
            std::string{hint_for_foreign_operator(name.text)}};
      bool const is_operator =
         name.text == "not" && ahead_.kind != token_kind::symbol && ahead_.kind != token_kind::end;
      if (is_operator)
         throw compile_error{
            name.offset,
            "'not' has no meaning in an expression",
            std::string{hint_for_foreign_operator("not")}};
      if (ahead_.is("("))
         return call(name, nullptr);
      auto made = start(node_kind::name, name.offset);
      made->text = name.text;
      return made;
   }

   node_pointer bracketed()
   {
      auto const opening = ahead_;
      if (opening.is("."))
         return rooted_name();
      if (opening.is("(")) {
         advance();
         auto made = expression();
         expect(")", "this '(' is not closed", opening.offset);
         return made;
      }
      if (opening.is("["))
         return list();
      if (opening.is("{"))
         return map();
      fail_here(fmt::format("a value is expected here, not '{}'", shown(opening)));
   }

   // ".x": the name as the surroundings have it.
   node_pointer rooted_name()
   {
      advance();
      if (ahead_.kind != token_kind::identifier || is_keyword(ahead_.text))
         fail_here("a name must follow the '.'");
      auto made = name_or_call();
      made->rooted = true;
      return made;
   }

   // An element of a list or a key of a map.
   void adopt_entry(node& parent)
   {
      bool const optional = take_if("?");
      adopt(parent, expression());
      parent.children.back()->optional_entry = optional;
   }

   node_pointer list()
   {
      auto made = start(node_kind::list, advance().offset);
      while (!ahead_.is("]")) {
         adopt_entry(*made);
         if (!ahead_.is("]"))
            expect(",", "this '[' is not closed", made->offset);
      }
      advance();
      return made;
   }

   node_pointer map()
   {
      auto made = start(node_kind::map, advance().offset);
      while (!ahead_.is("}")) {
         adopt_entry(*made);
         expect(":", "a key of a map must be followed by ':' and a value");
         adopt(*made, expression());
         if (!ahead_.is("}"))
            expect(",", "this '{' is not closed", made->offset);
      }
      advance();
      return made;
   }

   // `receiver` is null for a call like size(x).
   node_pointer call(token const& name, node_pointer receiver)
   {
      auto made = start(
         node_kind::call, name.offset, receiver ? receiver->begin : std::uint32_t(name.offset));
      made->text = name.text;
      made->receiver = receiver != nullptr;
      if (receiver)
         adopt(*made, std::move(receiver));
      auto const opening = advance().offset;
      while (!ahead_.is(")")) {
         adopt(*made, expression());
         if (ahead_.is(")"))
            break;
         expect(",", "this '(' is not closed", opening);
         if (ahead_.is(")"))
            fail_here("an argument is expected here, not ')'");
      }
      advance();
      return expand_macro(std::move(made));
   }

   // Bounds the recursion of the parser itself, before there is a tree to measure.
   class nesting {
   public:
      explicit nesting(parser& p)
      : depth_{p.depth_}
      {
         if (++depth_ > 2 * deepest_tree)
            fail_too_deep(p.ahead_.offset);
      }
      nesting(nesting const&) = delete;
      nesting& operator=(nesting const&) = delete;
      nesting(nesting&&) = delete;
      nesting& operator=(nesting&&) = delete;
      ~nesting() { --depth_; }

   private:
      int& depth_;
   };

   [[noreturn]] static void fail_too_deep(std::size_t offset)
   {
      throw compile_error{
         offset,
         fmt::format("the expression is nested more than {} levels deep", deepest_tree),
         {}};
   }

   static node_pointer start(node_kind form, std::size_t offset, std::size_t begin)
   {
      auto made = std::make_unique<node>();
      made->form = form;
      made->offset = static_cast<std::uint32_t>(offset);
      made->begin = static_cast<std::uint32_t>(begin);
      return made;
   }
   static node_pointer start(node_kind form, std::size_t offset)
   {
      return start(form, offset, offset);
   }

   static node_pointer constant(std::size_t offset, value held)
   {
      auto made = start(node_kind::constant, offset);
      made->constant = std::move(held);
      return made;
   }

   static void adopt(node& parent, node_pointer child)
   {
      parent.height = std::max(parent.height, static_cast<std::uint16_t>(child->height + 1));
      if (parent.height > deepest_tree)
         fail_too_deep(parent.offset);
      parent.children.push_back(std::move(child));
   }

   static node_pointer binary(
      node_kind form, token const& op, node_pointer left, node_pointer right)
   {
      auto made = start(form, op.offset, left->begin);
      made->text = op.text;
      adopt(*made, std::move(left));
      adopt(*made, std::move(right));
      return made;
   }

   token advance() { return std::exchange(ahead_, lexer_.next()); }

   bool take_if(std::string_view symbol)
   {
      bool const found = ahead_.is(symbol);
      if (found)
         advance();
      return found;
   }

   void expect(std::string_view symbol, std::string_view otherwise)
   {
      expect(symbol, otherwise, ahead_.offset);
   }

   // At the end of the source an error points at what was left open.
   void expect(std::string_view symbol, std::string_view otherwise, std::size_t opened)
   {
      if (ahead_.is(symbol)) {
         advance();
         return;
      }
      if (ahead_.kind == token_kind::end || opened == ahead_.offset)
         throw compile_error{opened, std::string{otherwise}, missing_bracket(source_at(opened))};
      fail_here(fmt::format("'{}' is expected here, not '{}'", symbol, shown(ahead_)));
   }

   char source_at(std::size_t offset) const
   {
      return offset < source_.size() ? source_[offset] : '\0';
   }

   static std::string missing_bracket(char opened)
   {
      constexpr std::string_view opening = "([{";
      constexpr std::string_view closing = ")]}";
      auto const which = opening.find(opened);
      return which == std::string_view::npos ? std::string{}
                                             : fmt::format("a '{}' is missing", closing[which]);
   }

   [[noreturn]] void fail_here(std::string message, std::string instead = {}) const
   {
      throw compile_error{
         ahead_.offset, std::move(message), instead.empty() ? hint(ahead_) : std::move(instead)};
   }

   std::string hint(token const& t) const
   {
      if (t.is(">") && t.offset != 0 && source_at(t.offset - 1) == '<')
         return std::string{hint_for_foreign_operator("ne")};
      return t.kind == token_kind::identifier ? std::string{hint_for_foreign_operator(t.text)}
                                              : std::string{};
   }

   static std::string shown(token const& t)
   {
      constexpr std::size_t most = 40;
      return std::string{t.text.substr(0, most)};
   }

   std::string_view source_;
   lexer lexer_;
   token ahead_;
   int depth_ = 0;
};

}  // namespace

bool is_reserved_word(std::string_view word)
{
   return is_keyword(word) || std::ranges::find(reserved, word) != reserved.end();
}

node_pointer parse(std::string_view source)
{
   if (source.size() > longest_source)
      throw compile_error{
         0, fmt::format("the expression is longer than {} bytes", longest_source), {}};
   return parser{source}.whole();
}

}  // namespace dnslint::cel
