// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/cel/bindings.hpp"
#include "core/cel/compile_error.hpp"
#include "core/cel/lexer.hpp"
#include "core/cel/parser.hpp"
#include "core/cel/scope.hpp"
#include "core/rules/check.hpp"
#include "core/rules/check_entry.hpp"
#include "core/rules/yaml_expression.hpp"

#include <fmt/format.h>
#include <vector>

namespace dnslint::rules {
namespace {

constexpr std::size_t longest_result = 8000;
// Of one template: more help nobody.
constexpr std::size_t most_errors = 20;

// The next token of an expression that begins at `begin` of its text.
cel::token next_token(cel::lexer& tokens, std::size_t begin)
{
   try {
      return tokens.next();
   } catch (cel::compile_error& e) {
      e.offset += begin;
      throw;
   }
}

// Where the expression after the '{' at `opened` ends: at a '}' that closes nothing within it.
// Throws compile_error.
std::size_t end_of_expression(std::string_view text, std::size_t opened)
{
   auto const begin = opened + 1;
   cel::lexer tokens{text.substr(begin)};
   for (int open = 0;;) {
      auto const t = next_token(tokens, begin);
      if (t.kind == cel::token_kind::end)
         throw cel::compile_error{opened, "this '{' is not closed", "write {{ for a brace"};
      if (t.is("}") && open == 0)
         return begin + t.offset;
      open += t.is("{") ? 1 : t.is("}") ? -1 : 0;
   }
}

// What a template consists of: literal text, each but the last part followed by an expression.
struct raw_part {
   std::string literal;
   std::size_t begin = 0;
   std::size_t length = 0;
   bool has_code = false;
};

// Throws compile_error.
std::vector<raw_part> split(std::string_view text)
{
   if (text.size() > cel::longest_source)
      throw cel::compile_error{
         0, fmt::format("the text is longer than {} bytes", cel::longest_source), {}};
   std::vector<raw_part> parts(1);
   for (std::size_t i = 0; i < text.size();) {
      auto const rest = text.substr(i);
      if (rest.starts_with("{{") || rest.starts_with("}}")) {
         parts.back().literal += text[i];
         i += 2;
      } else if (text[i] == '}') {
         throw cel::compile_error{i, "this '}' closes nothing", "write }} for a brace"};
      } else if (text[i] != '{') {
         parts.back().literal += text[i++];
      } else {
         auto const end = end_of_expression(text, i);
         parts.back().begin = i + 1;
         parts.back().length = end - i - 1;
         parts.back().has_code = true;
         parts.emplace_back();
         i = end + 1;
      }
   }
   return parts;
}

}  // namespace

std::vector<template_literal> template_literals(std::string_view text)
{
   std::vector<template_literal> all;
   try {
      std::size_t at = 0;
      for (auto const& raw : split(text)) {
         auto const end = raw.has_code ? raw.begin - 1 : text.size();
         all.push_back({at, text.substr(at, end - at)});
         at = raw.begin + raw.length + 1;
      }
   } catch (cel::compile_error const&) {
      all.clear();
   }
   return all;
}

base::result<text_template> text_template::compile(
   std::string_view text,
   base::yaml::document const& doc,
   base::yaml::node const& at,
   cel::scope const& names)
{
   text_template made;
   base::diagnostics errors;
   try {
      for (auto& raw : split(text)) {
         part p{std::move(raw.literal), std::nullopt};
         if (errors.size() >= most_errors)
            break;
         if (raw.has_code)
            p.code = value_or_report(compile_part(doc, at, names, raw.begin, raw.length), errors);
         made.parts_.push_back(std::move(p));
      }
   } catch (cel::compile_error& e) {
      return base::diagnostic{
         base::diagnostic_level::error,
         doc.locate(at, e.offset),
         std::move(e.message),
         std::move(e.hint)};
   }
   if (!errors.empty())
      return errors;
   return made;
}

std::vector<text_template::filled_part> text_template::fill(cel::bindings const& bound) const
{
   std::vector<filled_part> all;
   for (auto const& p : parts_) {
      auto& filled = all.emplace_back(filled_part{p.literal, p.code.has_value(), {}});
      if (!p.code)
         continue;
      auto const v = p.code->evaluate(bound);
      if (!v.is_abnormal())
         filled.made = to_text(v);
   }
   return all;
}

cel::value text_template::evaluate(cel::bindings const& bound) const
{
   std::string text;
   for (auto const& p : parts_) {
      text += p.literal;
      if (!p.code)
         continue;
      auto const v = p.code->evaluate(bound);
      if (v.is_abnormal())
         return v;
      text += to_text(v);
   }
   return cel::value::string(std::move(text));
}

std::set<std::string> text_template::lookups_used() const
{
   return used(&cel::expression::lookups_used);
}

std::set<std::string> text_template::given_used() const
{
   return used(&cel::expression::given_used);
}

std::set<std::string> text_template::facts_used() const
{
   return used(&cel::expression::facts_used);
}

std::set<std::string> text_template::variables_used() const
{
   return used(&cel::expression::variables_used);
}

std::set<std::string> text_template::used(
   std::vector<std::string> const& (cel::expression::*which)() const noexcept) const
{
   std::set<std::string> all;
   for (auto const& p : parts_)
      if (p.code)
         all.insert((*p.code.*which)().begin(), (*p.code.*which)().end());
   return all;
}

std::string text_template::render(cel::bindings const& bound) const
{
   std::string text;
   for (auto const& p : parts_) {
      text += p.literal;
      if (p.code)
         text += to_text(p.code->evaluate(bound));
      if (text.size() > longest_result)
         return std::string{base::first_characters(text, longest_result)} + "...";
   }
   return text;
}

}  // namespace dnslint::rules
