// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/base/yaml.hpp"
#include "core/profile/profile.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace dnslint::profile {
namespace {

using base::yaml::node;
using base::yaml::quoted;

std::string number_text(double number)
{
   return base::json_number(number);
}

std::string list_text(std::vector<std::string> const& all)
{
   std::string text;
   for (auto const& one : all)
      text += (text.empty() ? "" : ", ") + one;
   return "[" + text + "]";
}

std::string node_text(node const& n)
{
   if (n.is_null())
      return "null";
   if (n.is_scalar())
      return n.written == base::yaml::style::plain ? n.text : quoted(n.text);
   std::vector<std::string> parts;
   for (auto const& item : n.items)
      parts.push_back(node_text(item));
   for (auto const& [key, value] : n.entries)
      parts.push_back(fmt::format("{}: {}", quoted(key.text), node_text(value)));
   auto text = list_text(parts);
   if (n.is_map()) {
      text.front() = '{';
      text.back() = '}';
   }
   return text;
}

// YAML with the origin of each line behind it.
class effective_text {
public:
   std::string text(profile const& p)
   {
      out_ = fmt::format("profile: {}\n", p.name);
      if (!p.title.empty())
         out_ += fmt::format("title: {}\n", quoted(p.title));
      section("packs", p.packs, [&](auto const& one) {
         line("  - " + one.value, one.where);
      });
      section("variables", p.variables, [&](auto const& one) {
         auto const& [name, set] = one;
         line(
            fmt::format("  {}: {}", name, node_text(*set.written)), set.file.locate(*set.written));
      });
      section("categories", p.categories, [&](auto const& one) {
         line(fmt::format("  {}: {}", one.first, number_text(one.second.value)), one.second.where);
      });
      section("controls", p.controls, [&](auto const& one) {
         control(one.first, one.second);
      });
      section("grades", p.grades, [&](auto const& one) {
         line(fmt::format("  {}: {}", one.value.grade, number_text(one.value.least)), one.where);
      });
      grades_when_all_seen(p);
      section("caps", p.caps, [&](auto const& one) {
         cap(one.first, one.second);
      });
      section("gate", p.gates, [&](auto const& one) {
         gate(one.first, one.second);
      });
      section("overrides", p.overrides, [&](auto const& one) {
         line("  - { " + override_text(one) + " }", one.where);
      });
      section("disable", p.disabled, [&](auto const& one) {
         line("  - " + quoted(one.value), one.where);
      });
      section("suppressions", p.suppressions, [&](auto const& one) {
         suppressed(one);
      });
      return std::move(out_);
   }

private:
   void section(std::string_view name, auto const& all, auto const& write)
   {
      if (all.empty())
         return;
      out_ += fmt::format("{}:\n", name);
      for (auto const& one : all)
         write(one);
   }

   void grades_when_all_seen(profile const& p)
   {
      std::vector<placed<score::grade_bound>> all;
      std::ranges::copy_if(p.grades, std::back_inserter(all), [](auto const& g) {
         return g.value.when_all_seen;
      });
      section("when_all_seen", all, [&](auto const& one) {
         line("  - " + one.value.grade, one.where);
      });
   }

   void line(std::string const& text, base::location const& where)
   {
      constexpr std::size_t column = 44;
      out_ += fmt::format(
         "{:{}}  # {}:{}\n",
         base::terminal_text(text),
         column,
         base::terminal_text(where.file),
         where.line);
   }

   void control(std::string const& name, control_setting const& c)
   {
      out_ += fmt::format("  {}:\n", name);
      if (c.category)
         line("    category: " + c.category->value, c.category->where);
      if (c.weight)
         line("    weight: " + number_text(c.weight->value), c.weight->where);
      if (c.any_of)
         line("    any_of: " + list_text(c.any_of->value), c.any_of->where);
   }

   void cap(std::string const& id, cap_setting const& c)
   {
      line("  - id: " + id, c.where);
      if (c.most)
         line("    most: " + c.most->value, c.most->where);
      if (c.failed)
         line("    failed: " + list_text(c.failed->value), c.failed->where);
      if (c.unless)
         line("    unless: " + list_text(c.unless->value), c.unless->where);
      if (c.passed)
         line("    passed: " + list_text(c.passed->value), c.passed->where);
      if (c.text)
         line("    text: " + quoted(c.text->value), c.text->where);
   }

   void gate(std::string const& id, gate_setting const& g)
   {
      line("  - id: " + id, g.where);
      if (g.require)
         line(
            "    require: " + quoted(g.require->written->text),
            g.require->file.locate(*g.require->written));
      if (g.text)
         line("    text: " + quoted(g.text->value), g.text->where);
   }

   static std::string override_text(check_override const& o)
   {
      auto text = "check: " + quoted(o.checks);
      if (o.severity)
         text += fmt::format(", severity: {}", base::to_text(*o.severity));
      if (o.control)
         text += fmt::format(", control: {}", o.control->empty() ? "none" : *o.control);
      return text;
   }

   void suppressed(suppression const& s)
   {
      line("  - check: " + quoted(s.checks), s.where);
      out_ += base::terminal_text("    domain: " + quoted(s.domains)) + "\n";
      out_ += base::terminal_text("    reason: " + quoted(s.reason)) + "\n";
      out_ += base::terminal_text("    owner: " + quoted(s.owner)) + "\n";
      out_ += "    expires: " + s.expires + "\n";
   }

   std::string out_;
};

}  // namespace

std::string to_text(profile const& p)
{
   return effective_text{}.text(p);
}

}  // namespace dnslint::profile
