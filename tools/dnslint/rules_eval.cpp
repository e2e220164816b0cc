// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/rules_eval.hpp"

#include "core/audit/public_suffix.hpp"
#include "core/base/escape.hpp"
#include "core/cel/bindings.hpp"
#include "core/cel/expression.hpp"
#include "core/cel/json_value.hpp"
#include "core/cel/scope.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/messages.hpp"

#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace dnslint::command {
namespace {

struct eval_options {
   bool help = false;
   bool check = false;
   std::optional<std::string> source;
   std::map<std::string, cel::value, std::less<>> given;
};

int print_eval_help()
{
   fmt::print(
      "Usage: dnslint rules eval EXPRESSION [OPTIONS]\n\n"
      "Evaluates an expression of the rule language without a domain, and writes\n"
      "{{\"type\": ..., \"value\": ...}}, or {{\"error\": ..., \"at\": COLUMN}}.\n"
      "Exit status: 0, or 1 for an error.\n\n"
      "  --var NAME=JSON  a value that the expression may use; repeatable\n"
      "  --check          check the types first, as for a rule pack\n"
      "  --               what follows is the expression, also when it begins with '-'\n");
   return done;
}

base::diagnostics add_variable(eval_options& o, std::string const& text)
{
   auto const equals = text.find('=');
   if (equals == std::string::npos)
      return {base::error("--var needs NAME=JSON", "for example --var 'x=[1, 2]'")};
   auto read = cel::value_from_json(std::string_view{text}.substr(equals + 1));
   if (!read)
      return {base::error(
         fmt::format("--var {}: {}", text.substr(0, equals), read.errors()[0].message),
         R"(a string needs its quotes: --var 'x="text"')")};
   o.given.insert_or_assign(text.substr(0, equals), *std::move(read));
   return {};
}

base::diagnostics add_source(eval_options& o, std::string const& text)
{
   if (o.source)
      return {base::error("there are two expressions", "put the expression in quotes")};
   o.source = text;
   return {};
}

base::result<eval_options> parse_eval_options(std::vector<std::string> const& arguments)
{
   eval_options o;
   bool only_source = false;
   for (std::size_t i = 0; i != arguments.size(); ++i) {
      auto const& word = arguments[i];
      base::diagnostics wrong;
      if (only_source) {
         wrong = add_source(o, word);
      } else if (word == "--") {
         only_source = true;
      } else if (word == "--help" || word == "-h") {
         o.help = true;
      } else if (word == "--check") {
         o.check = true;
      } else if (word == "--var" && i + 1 != arguments.size()) {
         wrong = add_variable(o, arguments[++i]);
      } else if (word.starts_with("--var=")) {
         wrong = add_variable(o, word.substr(6));
      } else if (word.starts_with("--")) {
         wrong = {base::error("there is no option " + word, "--var, --check or --help")};
      } else {
         wrong = add_source(o, word);
      }
      if (!wrong.empty())
         return wrong;
   }
   if (!o.source && !o.help)
      return base::error("there is no expression", "for example: dnslint rules eval '1 + 2'");
   return o;
}

int fail(std::string_view message, std::string_view hint, base::location const& where)
{
   auto line = fmt::format(R"({{"error":{},"at":{})", base::json_string(message), where.column);
   if (where.line > 1)
      line += fmt::format(R"(,"line":{})", where.line);
   if (!hint.empty())
      line += fmt::format(R"(,"hint":{})", base::json_string(hint));
   fmt::print("{}}}\n", line);
   return 1;
}

cel::scope scope_of(eval_options const& o)
{
   cel::scope names;
   names.is_checked = o.check;
   for (auto const& [name, held] : o.given)
      names.given[name] = o.check ? cel::only(cel::one(held.type())) : cel::static_type{};
   return names;
}

int evaluate(eval_options const& o)
{
   auto const compiled = cel::expression::compile(*o.source, scope_of(o));
   if (!compiled) {
      auto const& first = compiled.errors().front();
      return fail(first.message, first.hint, first.where);
   }
   auto const suffixes = audit::public_suffix_list::builtin();
   cel::bindings bound;
   bound.domain = "example.com";
   bound.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
   bound.given = o.given;
   bound.suffixes = &suffixes;
   auto const v = compiled->evaluate(bound);
   if (v.is(cel::kind::error))
      return fail(v.error_message(), {}, compiled->locate(v.error_place().value_or(0)));
   auto const json = cel::to_typed_json(v);
   if (!json)
      return fail(
         fmt::format("the value is larger than {} bytes as JSON", cel::most_json_bytes),
         "ask for a part of it, or for its size()",
         compiled->locate(0));
   fmt::print("{}\n", *json);
   return done;
}

}  // namespace

int rules_eval(std::vector<std::string> const& arguments)
{
   auto const o = parse_eval_options(arguments);
   if (!o)
      return wrong_usage(o.errors());
   return o->help ? print_eval_help() : evaluate(*o);
}

}  // namespace dnslint::command
