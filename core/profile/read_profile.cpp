// SPDX-License-Identifier: Apache-2.0
#include "core/profile/profile.hpp"
#include "core/profile/project.hpp"
#include "core/profile/shape.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>

namespace dnslint::profile {
namespace {

using base::yaml::document;
using base::yaml::node;

std::vector<std::string> texts(node const& list)
{
   std::vector<std::string> all;
   for (auto const& item : list.items)
      all.push_back(item.text);
   return all;
}

std::string text_or_empty(node const& map, std::string_view key)
{
   auto const* const found = map.find(key);
   return found == nullptr ? std::string{} : found->text;
}

// Of a text that has the form 2027-01-31; null when there is no such day.
std::optional<std::chrono::sys_days> day_of(std::string const& text)
{
   int year = 0;
   unsigned month = 0;
   unsigned day = 0;
   auto const* const at = text.data();
   std::from_chars(at, at + 4, year);
   std::from_chars(at + 5, at + 7, month);
   std::from_chars(at + 8, at + 10, day);
   std::chrono::year_month_day const date{
      std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
   return date.ok() ? std::optional{std::chrono::sys_days{date}} : std::nullopt;
}

// Of a document of the right shape; what no shape can say is checked here.
class profile_reader {
public:
   profile_reader(document const& doc, base::diagnostics& errors)
   : doc_{&doc}
   , root_{&doc.root()}
   , errors_{&errors}
   {}

   profile read()
   {
      profile made;
      made.name = text_or_empty(*root_, "profile");
      made.title = text_or_empty(*root_, "title");
      if (auto const* const extended = root_->find("extends"))
         made.extends = placed<std::string>{resolved(extended->text), doc_->locate(*extended)};
      each("packs", [&](node const& n) {
         made.packs.push_back({resolved(n.text), doc_->locate(n)});
      });
      entries("variables", [&](node const& key, node const& value) {
         made.variables.insert_or_assign(
            key.text, variable_setting{*doc_, std::make_shared<base::yaml::node const>(value)});
      });
      entries("categories", [&](node const& key, node const& value) {
         made.categories[key.text] = {*number_of(value), doc_->locate(value)};
      });
      entries("controls", [&](node const& key, node const& value) {
         made.controls[key.text] = control(key.text, value);
      });
      grades(made);
      grades_when_all_seen(made);
      each("caps", [&](node const& n) {
         add_cap(made, n);
      });
      each("gate", [&](node const& n) {
         add_gate(made, n);
      });
      each("overrides", [&](node const& n) {
         made.overrides.push_back(change(n));
      });
      each("disable", [&](node const& n) {
         made.disabled.push_back({n.text, doc_->locate(n)});
      });
      each("suppressions", [&](node const& n) {
         made.suppressions.push_back(accepted(n));
      });
      return made;
   }

   // What stands at that key as a name or, from the folder of the file on, as a path.
   std::optional<placed<std::string>> path_at(std::string_view key) const
   {
      auto const* const found = root_->find(key);
      if (found == nullptr)
         return std::nullopt;
      return placed<std::string>{resolved(found->text), doc_->locate(*found)};
   }

private:
   void fail(node const& at, std::string message, std::string hint = {})
   {
      errors_->push_back(
         {base::diagnostic_level::error, doc_->locate(at), std::move(message), std::move(hint)});
   }

   void each(std::string_view key, auto const& use)
   {
      if (auto const* const list = root_->find(key))
         for (auto const& item : list->items)
            use(item);
   }

   void entries(std::string_view key, auto const& use)
   {
      if (auto const* const map = root_->find(key))
         for (auto const& [name, value] : map->entries)
            use(name, value);
   }

   // A path is meant from the folder of the file that it stands in.
   std::string resolved(std::string const& text) const
   {
      if (!is_path(text))
         return text;
      return (std::filesystem::path{doc_->file()}.parent_path() / text).lexically_normal().string();
   }

   control_setting control(std::string const& name, node const& value)
   {
      control_setting made;
      if (auto const* const category = value.find("category"))
         made.category = {category->text, doc_->locate(*category)};
      if (auto const* const weight = value.find("weight"))
         made.weight = {*number_of(*weight), doc_->locate(*weight)};
      if (auto const* const any_of = value.find("any_of")) {
         made.any_of = {texts(*any_of), doc_->locate(*any_of)};
         if (std::ranges::find(made.any_of->value, name) != made.any_of->value.end())
            fail(*any_of, fmt::format("'{}' cannot be met by itself", name));
      }
      return made;
   }

   void grades(profile& made)
   {
      entries("grades", [&](node const& key, node const& value) {
         made.grades.push_back({{key.text, *number_of(value)}, doc_->locate(value)});
      });
      auto const least = [](placed<score::grade_bound> const& g) {
         return g.value.least;
      };
      std::ranges::stable_sort(made.grades, std::greater{}, least);
      auto const* const all = root_->find("grades");
      if (all == nullptr)
         return;
      if (made.grades.empty() || least(made.grades.back()) != 0)
         fail(*all, "the last grade must begin at 0", "add one, such as F: 0");
      if (std::ranges::adjacent_find(made.grades, {}, least) != made.grades.end())
         fail(*all, "two grades begin at the same score");
   }

   void grades_when_all_seen(profile& made)
   {
      each("when_all_seen", [&](node const& n) {
         auto const found =
            std::ranges::find_if(made.grades, [&](placed<score::grade_bound> const& g) {
               return g.value.grade == n.text;
            });
         if (found == made.grades.end())
            fail(n, fmt::format("'{}' is no grade of this file", n.text), "grades: has them");
         else if (found->value.least == 0)
            fail(n, "the last grade is for everybody");
         else
            found->value.when_all_seen = true;
      });
   }

   void add_cap(profile& made, node const& n)
   {
      auto const id = text_or_empty(n, "id");
      auto const [entry, is_new] = made.caps.emplace(id, cap(n));
      if (!is_new)
         fail(*n.find("id"), fmt::format("two caps are called '{}'", id));
      auto const& failed = entry->second.failed;
      if (failed && failed->value.empty())
         fail(*n.find("failed"), "a cap needs a check that must have failed");
   }

   cap_setting cap(node const& n) const
   {
      cap_setting made;
      made.where = doc_->locate(n);
      if (auto const* const most = n.find("most"))
         made.most = {most->text == "none" ? "" : most->text, doc_->locate(*most)};
      if (auto const* const failed = n.find("failed"))
         made.failed = {texts(*failed), doc_->locate(*failed)};
      if (auto const* const unless = n.find("unless"))
         made.unless = {texts(*unless), doc_->locate(*unless)};
      if (auto const* const passed = n.find("passed"))
         made.passed = {texts(*passed), doc_->locate(*passed)};
      if (auto const* const text = n.find("text"))
         made.text = {text->text, doc_->locate(*text)};
      return made;
   }

   void add_gate(profile& made, node const& n)
   {
      gate_setting g;
      g.where = doc_->locate(n);
      if (auto const* const require = n.find("require"))
         g.require = variable_setting{*doc_, std::make_shared<base::yaml::node const>(*require)};
      if (auto const* const text = n.find("text"))
         g.text = {text->text, doc_->locate(*text)};
      auto const id = text_or_empty(n, "id");
      if (!made.gates.emplace(id, std::move(g)).second)
         fail(*n.find("id"), fmt::format("two gates are called '{}'", id));
   }

   check_override change(node const& n)
   {
      check_override made;
      made.where = doc_->locate(n);
      made.checks = text_or_empty(n, "check");
      made.severity = base::severity_from_text(text_or_empty(n, "severity"));
      if (auto const* const control = n.find("control"))
         made.control = control->text == "none" ? "" : control->text;
      if (!made.severity && !made.control)
         fail(n, "an override changes 'severity' or 'control', or both");
      return made;
   }

   suppression accepted(node const& n)
   {
      suppression made;
      made.where = doc_->locate(n);
      made.checks = text_or_empty(n, "check");
      made.domains = text_or_empty(n, "domain");
      made.reason = text_or_empty(n, "reason");
      made.owner = text_or_empty(n, "owner");
      made.expires = text_or_empty(n, "expires");
      if (auto const day = day_of(made.expires))
         made.end = *day + std::chrono::days{1};
      else
         fail(*n.find("expires"), fmt::format("there is no day {}", made.expires));
      return made;
   }

   document const* doc_;
   node const* root_;
   base::diagnostics* errors_;
};

}  // namespace

base::result<profile> read_profile(document const& doc)
{
   base::diagnostics errors;
   check_shape(doc, doc.root(), profile_shape(), "the profile", errors);
   profile made;
   if (errors.empty())
      made = profile_reader{doc, errors}.read();
   if (errors.empty())
      return made;
   std::ranges::stable_sort(errors, {}, [](base::diagnostic const& d) {
      return std::pair{d.where.line, d.where.column};
   });
   return errors;
}

base::result<project> read_project(document const& doc)
{
   base::diagnostics errors;
   project made;
   made.file = doc.file();
   // An empty file says nothing, and that is all right.
   if (doc.root().is_null())
      return made;
   check_shape(doc, doc.root(), project_shape(), "the project", errors);
   if (errors.empty()) {
      profile_reader reader{doc, errors};
      made.additions = reader.read();
      made.profile = reader.path_at("profile");
      if (auto const* const resolvers = doc.root().find("resolvers"))
         for (auto const& item : resolvers->items)
            made.resolvers.push_back({item.text, doc.locate(item)});
   }
   if (errors.empty())
      return made;
   return errors;
}

bool is_path(std::string_view text)
{
   return text.find_first_of("/.") != std::string_view::npos;
}

}  // namespace dnslint::profile
