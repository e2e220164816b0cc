// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.hpp"
#include "core/base/yaml.hpp"
#include "core/profile/profile.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iterator>

namespace dnslint::profile {
namespace {

constexpr std::size_t most_extended = 16;

struct file_text {
   std::string file;
   std::string text;
};

template <class T>
void append(std::vector<T>& to, std::vector<T> from)
{
   std::ranges::move(from, std::back_inserter(to));
}

std::vector<std::string> shipped_names()
{
   std::vector<std::string> names;
   for (auto const& one : shipped_profiles())
      names.emplace_back(one.name);
   return names;
}

base::result<file_text> find_shipped(std::string const& name)
{
   auto const all = shipped_profiles();
   auto const found = std::ranges::find(all, name, &shipped_profile::name);
   if (found == all.end())
      return base::error(
         fmt::format("there is no profile '{}'", name),
         base::yaml::suggestion(name, shipped_names()));
   return file_text{std::string{found->file}, std::string{found->text}};
}

base::result<file_text> find(std::string const& wanted)
{
   if (!is_path(wanted))
      return find_shipped(wanted);
   auto text = base::yaml::read_file(wanted, base::yaml::limits{}.bytes);
   if (!text)
      return text.errors();
   return file_text{wanted, std::move(*text)};
}

// One place by whatever path it is reached.
std::string identity(std::string const& wanted)
{
   std::error_code ignored;
   return is_path(wanted) ? std::filesystem::weakly_canonical(wanted, ignored).string() : wanted;
}

// Errors that no line of a file stands for are shown where the file was asked for.
base::diagnostics placed_at(base::diagnostics errors, base::location const& where)
{
   for (auto& e : errors)
      if (e.where.line == 0) {
         if (!e.where.file.empty())
            e.message = e.where.file + " " + e.message;
         e.where = where;
      }
   return errors;
}

class loader {
public:
   base::result<profile> load(std::string const& wanted)
   {
      auto const found = find(wanted);
      if (!found)
         return found.errors();
      auto const doc = base::yaml::load(found->file, found->text);
      if (!doc)
         return doc.errors();
      auto own = read_profile(*doc);
      if (!own)
         return own.errors();
      own->sources = {{own->name, found->file, base::sha256(found->text)}};
      open_.push_back(identity(wanted));
      return own->extends ? with_extended(std::move(*own)) : std::move(*own);
   }

private:
   base::result<profile> with_extended(profile own)
   {
      auto const where = own.extends->where;
      auto const next = own.extends->value;
      if (std::ranges::find(open_, identity(next)) != open_.end())
         return base::diagnostic{
            base::diagnostic_level::error,
            where,
            fmt::format("profiles that extend each other in a circle: {} again", next),
            "take this 'extends' away"};
      if (open_.size() == most_extended)
         return base::diagnostic{
            base::diagnostic_level::error,
            where,
            fmt::format("more than {} profiles that extend each other", most_extended),
            {}};
      auto extended = load(next);
      if (!extended)
         return placed_at(extended.errors(), where);
      return extend(std::move(*extended), std::move(own));
   }

   std::vector<std::string> open_;  // identities of those that are being read
};

template <class T>
void take(std::optional<T>& into, std::optional<T> const& own)
{
   if (own)
      into = own;
}

base::diagnostics without_category(profile const& p)
{
   base::diagnostics errors;
   for (auto const& [name, c] : p.controls)
      if (!c.category) {
         auto const where = c.weight   ? c.weight->where
                            : c.any_of ? c.any_of->where
                                       : base::location{p.sources.back().file, 0, 0, {}};
         errors.push_back(
            {base::diagnostic_level::error,
             where,
             fmt::format("the control '{}' needs 'category'", name),
             "no profile that is extended names it"});
      }
   return errors;
}

bool has_grade(std::vector<placed<score::grade_bound>> const& grades, std::string const& name)
{
   return std::ranges::any_of(grades, [&](auto const& g) {
      return g.value.grade == name;
   });
}

std::vector<std::string> grade_names(profile const& p)
{
   std::vector<std::string> names;
   for (auto const& g : p.grades)
      names.push_back(g.value.grade);
   return names;
}

base::diagnostics wrong_caps(profile const& p)
{
   base::diagnostics errors;
   auto const fail = [&](base::location const& where, std::string message, std::string hint) {
      errors.push_back({base::diagnostic_level::error, where, std::move(message), std::move(hint)});
   };
   for (auto const& [id, c] : p.caps) {
      if (c.most && c.most->value.empty())
         fail(c.where, fmt::format("there is no cap '{}' to take away", id), {});
      else if (!c.most || !c.failed || !c.text)
         fail(
            c.where,
            fmt::format(
               "the cap '{}' needs '{}'",
               id,
               !c.most     ? "most"
               : !c.failed ? "failed"
                           : "text"),
            "no profile that is extended names it");
      else if (!has_grade(p.grades, c.most->value))
         fail(
            c.most->where,
            fmt::format("'{}' is no grade of this profile", c.most->value),
            base::yaml::suggestion(c.most->value, grade_names(p)));
   }
   return errors;
}

void extend_cap(profile& made, std::string const& id, cap_setting const& own)
{
   auto const found = made.caps.find(id);
   if (found == made.caps.end()) {
      made.caps.emplace(id, own);
   } else if (own.most && own.most->value.empty()) {
      made.caps.erase(found);
   } else {
      auto& into = found->second;
      take(into.most, own.most);
      take(into.failed, own.failed);
      take(into.unless, own.unless);
      take(into.passed, own.passed);
      take(into.text, own.text);
      into.where = own.where;
   }
}

void extend_gate(profile& made, std::string const& id, gate_setting const& own)
{
   auto const found = made.gates.find(id);
   if (found == made.gates.end()) {
      made.gates.emplace(id, own);
   } else if (own.require && own.require->written->text == "none") {
      made.gates.erase(found);
   } else {
      take(found->second.require, own.require);
      take(found->second.text, own.text);
      found->second.where = own.where;
   }
}

// A cap to a grade that no longer exists would say nothing.
void drop_caps_of_other_grades(profile& made, profile const& own)
{
   std::erase_if(made.caps, [&](auto const& entry) {
      auto const& [id, c] = entry;
      auto const changed = own.caps.find(id);
      bool const has_new_grade = changed != own.caps.end() && changed->second.most;
      return c.most && !has_new_grade && !has_grade(own.grades, c.most->value);
   });
}

}  // namespace

profile extend(profile extended, profile own)
{
   auto made = std::move(extended);
   made.name = std::move(own.name);
   made.title = std::move(own.title);
   made.extends = std::move(own.extends);
   for (auto& one : own.packs)
      if (std::ranges::find(made.packs, one.value, &placed<std::string>::value) == made.packs.end())
         made.packs.push_back(std::move(one));
   for (auto& [name, value] : own.variables)
      made.variables.insert_or_assign(name, std::move(value));
   for (auto& [name, value] : own.categories)
      made.categories.insert_or_assign(name, std::move(value));
   for (auto& [name, c] : own.controls) {
      auto& into = made.controls[name];
      take(into.category, c.category);
      take(into.weight, c.weight);
      take(into.any_of, c.any_of);
   }
   if (!own.grades.empty()) {
      drop_caps_of_other_grades(made, own);
      made.grades = std::move(own.grades);
   }
   for (auto const& [id, c] : own.caps)
      extend_cap(made, id, c);
   for (auto const& [id, g] : own.gates)
      extend_gate(made, id, g);
   append(made.overrides, std::move(own.overrides));
   append(made.disabled, std::move(own.disabled));
   append(made.suppressions, std::move(own.suppressions));
   append(made.sources, std::move(own.sources));
   return made;
}

base::result<profile> load_profile(std::string const& wanted)
{
   auto loaded = loader{}.load(wanted);
   if (!loaded)
      return loaded;
   auto errors = without_category(*loaded);
   append(errors, wrong_caps(*loaded));
   if (auto gates = gates_of(*loaded); !gates)
      append(errors, gates.errors());
   if (!errors.empty())
      return errors;
   return loaded;
}

score::weights weights_of(profile const& p)
{
   score::weights made;
   for (auto const& [name, c] : p.controls) {
      auto& into = made.controls[name];
      into.category = c.category ? c.category->value : "";
      into.weight = c.weight ? c.weight->value : 1;
      if (c.any_of)
         into.alternatives = c.any_of->value;
   }
   for (auto const& [name, weight] : p.categories)
      made.categories[name] = weight.value;
   for (auto const& g : p.grades)
      made.grades.push_back(g.value);
   for (auto const& [id, c] : p.caps)
      made.caps.push_back(
         {id,
          c.most ? c.most->value : "",
          c.failed ? c.failed->value : std::vector<std::string>{},
          c.unless ? c.unless->value : std::vector<std::string>{},
          c.text ? c.text->value : "",
          c.passed ? c.passed->value : std::vector<std::string>{}});
   return made;
}

bool is_shipped(std::string_view file)
{
   auto const all = shipped_profiles();
   return std::ranges::find(all, file, &shipped_profile::file) != all.end();
}

profile const& standard()
{
   static profile const made = load_profile(std::string{standard_name}).value();
   return made;
}

}  // namespace dnslint::profile
