// SPDX-License-Identifier: Apache-2.0
#include "core/cel/expression.hpp"

#include "core/base/escape.hpp"
#include "core/cel/compile_error.hpp"
#include "core/cel/parser.hpp"
#include "core/cel/program.hpp"
#include "core/cel/program_memory.hpp"

#include <algorithm>
#include <variant>

namespace dnslint::cel {

struct expression::program {
   std::string source;
   node_pointer root;
   std::uint32_t slots = 0;
   std::vector<std::string> facts;
   std::vector<std::string> lookups;
   std::vector<std::string> variables;
   std::vector<std::string> given;
};

namespace {

std::vector<std::string> sorted(std::set<std::string> const& names)
{
   return {names.begin(), names.end()};
}

void check_utf8(std::string_view source)
{
   for (std::size_t i = 0; i < source.size();) {
      auto const length = base::utf8_sequence_length(source.substr(i));
      if (length == 0)
         throw compile_error{i, "this is not UTF-8", {}};
      i += length;
   }
}

std::size_t node_count(node const& n)
{
   std::size_t count = 1;
   for (auto const& child : n.children)
      count += node_count(*child);
   return count;
}

void take_memory(node const& root, scope const& names)
{
   // With what a node and a program own beside themselves.
   constexpr std::size_t per_node = 400;
   constexpr std::size_t per_program = 512;
   if (names.memory != nullptr && !names.memory->take(per_program + per_node * node_count(root)))
      throw compile_error{
         root.begin,
         "the expressions of this file are too large together",
         "divide it into several files"};
}

base::location place_in(std::string_view source, std::size_t offset)
{
   constexpr std::size_t longest_shown_line = 1000;
   offset = std::min(offset, source.size());
   auto const before = source.substr(0, offset);
   auto const begin = before.rfind('\n') + 1;  // npos + 1 is 0
   auto const line = source.substr(begin, source.find('\n', begin) - begin);
   base::location where;
   where.line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1);
   where.column = static_cast<std::uint32_t>(base::character_count(before.substr(begin)) + 1);
   if (line.size() <= longest_shown_line)
      where.line_text = line;
   return where;
}

}  // namespace

expression::expression(std::shared_ptr<program const> p)
: program_{std::move(p)}
{}

// Appends to `errors`; null when there are any.
std::shared_ptr<expression::program const> expression::build(
   std::string_view source, scope const& names, std::vector<compile_error>& errors)
{
   try {
      check_utf8(source);
      auto made = std::make_shared<program>();
      made->source = source;
      made->root = parse(made->source);
      take_memory(*made->root, names);
      uses used;
      errors = bind_names(*made->root, names, used, made->slots);
      made->facts = sorted(used.facts);
      made->lookups = sorted(used.lookups);
      made->variables = sorted(used.variables);
      made->given = sorted(used.given);
      return errors.empty() ? made : nullptr;
   } catch (compile_error& e) {
      errors.push_back(std::move(e));
      return nullptr;
   }
}

base::result<expression> expression::compile(std::string_view source, scope const& names)
{
   return compile(source, names, [source](std::size_t offset) {
      return place_in(source, offset);
   });
}

base::result<expression> expression::compile(
   std::string_view source, scope const& names, place_finder const& place)
{
   std::vector<compile_error> errors;
   if (auto built = build(source, names, errors))
      return expression{std::move(built)};
   base::diagnostics all;
   for (auto const& e : errors)
      all.push_back({base::diagnostic_level::error, place(e.offset), e.message, e.hint});
   return all;
}

value expression::evaluate(bindings const& bound) const
{
   return cel::evaluate(*program_->root, bound, program_->slots);
}

std::string const& expression::source() const noexcept
{
   return program_->source;
}

node const& expression_tree::root_of(expression const& e) noexcept
{
   return *e.program_->root;
}

base::location expression::locate(std::uint32_t offset) const
{
   return place_in(program_->source, offset);
}

static_type const& expression::type() const noexcept
{
   return program_->root->type;
}

std::vector<std::string> const& expression::given_used() const noexcept
{
   return program_->given;
}

std::string expression::result_type() const
{
   return to_text(program_->root->type);
}

bool expression::may_be(kind k) const noexcept
{
   return has(program_->root->type.may_be, k);
}

std::vector<std::string> const& expression::facts_used() const noexcept
{
   return program_->facts;
}

std::vector<std::string> const& expression::lookups_used() const noexcept
{
   return program_->lookups;
}

std::vector<std::string> const& expression::variables_used() const noexcept
{
   return program_->variables;
}

}  // namespace dnslint::cel
