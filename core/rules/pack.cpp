// SPDX-License-Identifier: Apache-2.0
#include "core/rules/pack.hpp"

#include "core/base/escape.hpp"
#include "core/base/sha256.hpp"
#include "core/base/yaml.hpp"
#include "core/cel/program_memory.hpp"
#include "core/cel/scope.hpp"
#include "core/rules/check_entry.hpp"
#include "core/rules/pack_files.hpp"
#include "core/rules/pack_shape.hpp"
#include "core/rules/rule_case.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <set>
#include <string_view>
#include <system_error>

namespace dnslint::rules {
namespace {

using base::yaml::document;
using base::yaml::map_reader;
using base::yaml::node;

std::string fact_name(std::string_view plugin)
{
   std::string name{plugin};
   std::ranges::replace(name, '-', '_');
   return name;
}

// "1.2" or "1.2.3"; the third number says nothing about what a pack can use.
std::optional<std::pair<int, int>> version_numbers(std::string_view text)
{
   std::vector<int> numbers;
   for (bool more = true; more; text.remove_prefix(more ? 1 : 0)) {
      int number = 0;
      auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (failed != std::errc{} || number < 0 || numbers.size() == 3)
         return std::nullopt;
      numbers.push_back(number);
      text.remove_prefix(static_cast<std::size_t>(end - text.data()));
      more = text.starts_with('.');
   }
   if (!text.empty() || numbers.size() < 2)
      return std::nullopt;
   return std::pair{numbers[0], numbers[1]};
}

bool is_name_character(char c)
{
   return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// The "mx" of each "facts.mx" in the text.
std::set<std::string, std::less<>> plugins_named_in(std::string_view text)
{
   constexpr std::string_view root = "facts.";
   std::set<std::string, std::less<>> names;
   for (auto at = text.find(root); at != std::string_view::npos; at = text.find(root, at + 1)) {
      auto const rest = text.substr(at + root.size());
      auto const end = std::ranges::find_if_not(rest, is_name_character) - rest.begin();
      if (end != 0)
         names.emplace(rest.substr(0, static_cast<std::size_t>(end)));
   }
   return names;
}

class pack_reader {
public:
   pack_reader(document const& doc, facts::schema const& available)
   : doc_{&doc}
   , available_{&available}
   , map_{doc, doc.root(), "the pack", errors_, pack_shape()}
   {
      names_.memory = &memory_;
   }

   base::result<pack> read()
   {
      pack made;
      made.file = doc_->file();
      if (doc_->root().is_map()) {
         identity(made);
         requirements(made);
         variables(made);
         rules(made);
         map_.done();
      }
      if (errors_.empty())
         return made;
      std::ranges::stable_sort(errors_, {}, [](base::diagnostic const& d) {
         return std::pair{d.where.line, d.where.column};
      });
      return std::move(errors_);
   }

private:
   void identity(pack& made)
   {
      made.name = map_.required_text("pack").value_or("");
      made.version = map_.required_text("version").value_or("");
      map_.text("title");
      map_.text("description");
      if (auto const* const name = map_.optional("pack");
          name != nullptr && name->is_scalar() && !is_kebab_case(made.name))
         map_.fail(
            *name,
            fmt::format("'{}' is no name of a pack", made.name),
            "use lower-case letters, digits and -");
      if (auto const* const version = map_.optional("version");
          version != nullptr && version->is_scalar() && !version_numbers(made.version))
         map_.fail(
            *version, fmt::format("'{}' is no version", made.version), "write it like 1.2.0");
   }

   void requirements(pack& made)
   {
      names_.facts = *available_;
      auto const* const required = map_.map("requires");
      if (required == nullptr)
         return;
      map_reader reader{*doc_, *required, "'requires'", errors_, requires_shape()};
      engine(reader);
      made.required_plugins = reader.texts("plugins");
      for (auto const& plugin : made.required_plugins)
         if (!available_->contains(fact_name(plugin)))
            names_.absent_plugins.insert(fact_name(plugin));
      auto const* const plugins = reader.optional("plugins");
      if (plugins != nullptr) {
         made.plugins_where = doc_->locate(*plugins);
         misspelt_plugins(*plugins, reader);
      }
      reader.done();
   }

   // A plugin that no rule names, and that is nearly one that is named and not required.
   void misspelt_plugins(node const& plugins, map_reader& reader)
   {
      if (names_.absent_plugins.empty())
         return;
      auto const named = plugins_named_in(doc_->text());
      std::vector<std::string> not_required;
      for (auto const& name : named)
         if (!names_.absent_plugins.contains(name))
            not_required.push_back(name);
      for (auto const& plugin : plugins.items) {
         auto const name = fact_name(plugin.text);
         if (named.contains(name) || !names_.absent_plugins.contains(name))
            continue;
         auto const meant = base::nearest(name, not_required);
         if (meant.empty())
            continue;
         reader.fail(
            plugin,
            fmt::format("no rule uses a fact of the plugin '{}'", plugin.text),
            fmt::format("did you mean '{}'?", meant));
         names_.absent_plugins.emplace(meant);
      }
   }

   static void engine(map_reader& reader)
   {
      auto const text = reader.text("engine");
      if (!text)
         return;
      auto const wanted = text->starts_with(">=")
                             ? version_numbers(std::string_view{*text}.substr(2))
                             : std::nullopt;
      if (!wanted)
         reader.fail(
            *reader.optional("engine"),
            fmt::format("'{}' is no version of the engine", *text),
            "write it like \">=1.0\"");
      else if (*wanted > std::pair{engine_major, engine_minor})
         reader.fail(
            *reader.optional("engine"),
            fmt::format(
               "the pack needs engine {}, this one is {}.{}",
               text->substr(2),
               engine_major,
               engine_minor),
            "use a newer dnslint");
   }

   void variables(pack& made)
   {
      auto const* const all = map_.map("variables");
      if (all == nullptr)
         return;
      for (auto const& [key, entry] : all->entries)
         if (auto read = read_variable(*doc_, key, entry, errors_)) {
            names_.variables.emplace(read->name, read->declared);
            names_.variable_elements.emplace(read->name, read->elements);
            made.variables.push_back(std::move(*read));
         } else {
            // Its uses are not wrong, too.
            names_.variables.emplace(key.text, facts::type::dyn);
         }
   }

   void rules(pack& made)
   {
      auto const* const all = map_.required("rules");
      if (all == nullptr)
         return;
      if (!all->is_list())
         return map_.fail(*all, "'rules' must be a list");
      for (auto const& entry : all->items) {
         auto rule = read_check(*doc_, entry, names_, entry_of::pack, errors_);
         if (!rule)
            continue;
         check_rule(made, *rule, entry);
         tests(made, *rule, entry);
         made.rules.push_back(std::move(*rule));
      }
   }

   void check_rule(pack const& made, check const& rule, node const& entry)
   {
      auto const& id = *entry.find("id");
      if (rule.id.substr(0, rule.id.find('/')) != made.name)
         map_.fail(id, fmt::format("the id of a rule of this pack begins with '{}/'", made.name));
      if (auto const [first, is_new] = ids_.try_emplace(rule.id, rule.where.line); !is_new)
         map_.fail(
            id,
            fmt::format("there are two rules '{}'", rule.id),
            fmt::format("the other one is in line {}", first->second));
      if (!rule.probe.empty())
         map_.fail(*entry.find("probe"), "a rule has no 'probe', only a plugin's check does");
      if (!rule.verdict)
         map_.fail(entry, "a rule needs 'assert'");
   }

   void tests(pack& made, check const& rule, node const& entry)
   {
      auto const* const all = entry.find("tests");
      if (all == nullptr)
         return;
      if (!all->is_list())
         return map_.fail(*all, "'tests' must be a list");
      for (auto const& test : all->items)
         if (
            auto read =
               read_rule_test(*doc_, test, rule.id, {*available_, names_.variables}, errors_))
            made.tests.push_back(std::move(*read));
   }

   document const* doc_;
   facts::schema const* available_;
   base::diagnostics errors_;
   map_reader map_;
   cel::program_memory memory_;
   cel::scope names_;
   std::map<std::string, std::uint32_t> ids_;  // with the line of the rule
};

// What is in it is YAML, too, and no rule pack.
constexpr std::string_view profile_folder = "profiles";

bool is_hidden(std::filesystem::path const& path)
{
   return path.filename().native().starts_with('.');
}

bool is_yaml_file(std::filesystem::path const& path)
{
   auto const extension = path.extension();
   return (extension == ".yaml" || extension == ".yml") && !is_hidden(path);
}

// What begins a line of a file, before its first colon.
std::string_view key_of(std::string_view line)
{
   auto const colon = line.find(':');
   return colon == std::string_view::npos ? std::string_view{} : line.substr(0, colon);
}

// A lab, or a file of data tests, which may lie beside packs. Its keys at the left edge tell that
// without reading it as YAML. What is neither is read as a pack, whose reader then says what it
// lacks.
bool is_of_another_kind(std::string const& file)
{
   constexpr std::array<std::string_view, 4> others{"faults", "servers", "tests", "zones"};
   auto const text = base::yaml::read_file(file, base::yaml::limits{}.bytes);
   if (!text)
      return false;
   auto is_other = false;
   for (std::string_view left = *text; !left.empty();) {
      auto const end = std::min(left.find('\n'), left.size());
      auto const key = key_of(left.substr(0, end));
      if (key == "pack" || key == "rules")
         return false;
      is_other |= std::ranges::find(others, key) != others.end();
      left.remove_prefix(std::min(end + 1, left.size()));
   }
   return is_other;
}

}  // namespace

node const* rule_test::entry(std::string_view key) const
{
   return written->find(key);
}

base::result<pack> read_pack(document const& doc, facts::schema const& available)
{
   return pack_reader{doc, available}.read();
}

base::result<pack> load_pack(std::string const& path, facts::schema const& available)
{
   auto text = base::yaml::read_file(path, base::yaml::limits{}.bytes);
   if (!text)
      return text.errors();
   auto digest = base::sha256(*text);
   auto const doc = base::yaml::load(path, std::move(*text));
   if (!doc)
      return doc.errors();
   auto made = read_pack(*doc, available);
   if (made)
      made->sha256 = std::move(digest);
   return made;
}

base::result<std::vector<std::string>> yaml_files(std::string const& path)
{
   namespace fs = std::filesystem;
   std::error_code failed;
   auto const status = fs::status(path, failed);
   if (failed)
      return base::error_in(path, fmt::format("cannot be read: {}", failed.message()));
   if (!fs::is_directory(status))
      return std::vector{path};
   std::vector<std::string> files;
   fs::recursive_directory_iterator entry{path, failed};
   for (; !failed && entry != fs::recursive_directory_iterator{}; entry.increment(failed))
      if (
         entry->is_directory(failed) &&
         (entry->path().filename() == profile_folder || is_hidden(entry->path())))
         entry.disable_recursion_pending();
      else if (is_yaml_file(entry->path()) && entry->is_regular_file(failed) && !failed)
         files.push_back(entry->path().string());
   if (failed)
      return base::error_in(path, fmt::format("cannot be read: {}", failed.message()));
   std::ranges::sort(files);
   return files;
}

base::result<std::vector<std::string>> pack_files(std::string const& path)
{
   auto files = yaml_files(path);
   if (files && (files->size() != 1 || files->front() != path))
      std::erase_if(*files, is_of_another_kind);
   return files;
}

}  // namespace dnslint::rules
