// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/manifest.hpp"

#include "core/base/escape.hpp"
#include "core/base/yaml.hpp"
#include "core/cel/scope.hpp"
#include "core/lab/lab.hpp"
#include "core/plugin/powers.hpp"
#include "core/rules/check.hpp"

#include <dnslint/abi.h>

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace dnslint::plugin {
namespace {

using base::yaml::document;
using base::yaml::map_reader;
using base::yaml::node;

constexpr std::string_view lower_letters_digits = "abcdefghijklmnopqrstuvwxyz0123456789";

void complain(
   document const& doc,
   node const& at,
   base::diagnostics& errors,
   std::string message,
   std::string hint = {})
{
   errors.push_back(
      {base::diagnostic_level::error, doc.locate(at), std::move(message), std::move(hint)});
}

std::string id_of(
   document const& doc,
   node const& map,
   map_reader& reader,
   std::string_view key,
   base::diagnostics& errors)
{
   auto id = reader.required_text(key).value_or("");
   if (!id.empty() && !is_word(id, '-'))
      complain(
         doc,
         *map.find(key),
         errors,
         fmt::format("'{}' is no id", id),
         "ids are lower-case letters, digits and '-', and begin with a letter");
   return id;
}

void read_fact(
   document const& doc, node::entry const& entry, base::diagnostics& errors, manifest& m)
{
   auto const& [key, body] = entry;
   if (!is_word(key.text, '_'))
      complain(
         doc,
         key,
         errors,
         fmt::format("'{}' is no name of a fact", key.text),
         "names are lower-case letters, digits and '_', and begin with a letter");
   map_reader reader{doc, body, fmt::format("the fact '{}'", key.text), errors};
   facts::declaration declared;
   auto const type = reader.required_text("type").value_or("dyn");
   if (!facts::read_type(type, declared))
      complain(
         doc,
         *body.find("type"),
         errors,
         fmt::format("'{}' is no type of a fact", type),
         base::yaml::suggestion(
            type,
            {"bool",
             "int",
             "double",
             "string",
             "bytes",
             "list",
             "list(string)",
             "map",
             "map(string, int)",
             "dyn"}));
   declared.optional = reader.boolean("optional").value_or(false);
   declared.reported = reader.boolean("report").value_or(false);
   declared.description = reader.required_text("description").value_or("");
   reader.text("probe");
   reader.done();
   m.facts.emplace(key.text, std::move(declared));
}

// A plugin's single probe publishes all facts of the plugin. If there are several probes, each fact
// names its probe.
void give_facts_to_probes(
   document const& doc, node const& facts, base::diagnostics& errors, manifest& m)
{
   for (auto const& [key, body] : facts.entries) {
      auto const* named = body.find("probe");
      auto const probe = std::ranges::find_if(m.probes, [&](probe_definition const& p) {
         return named == nullptr ? m.probes.size() == 1 : p.id == named->text;
      });
      if (probe == m.probes.end())
         complain(
            doc,
            named == nullptr ? key : *named,
            errors,
            fmt::format("the fact '{}' names no probe of this plugin", key.text),
            "say `probe:` with the id of the probe that publishes it");
      else
         probe->publishes.push_back(key.text);
   }
   for (auto& p : m.probes)
      std::ranges::sort(p.publishes);
}

// Checks the entry `questions`: how many questions the probe asks at most. Dry runs show the
// number; nothing enforces it.
void check_questions(node const& body, map_reader& reader)
{
   constexpr std::int64_t most = 10'000;
   if (auto const count = reader.integer("questions"); count && (*count < 0 || *count > most))
      reader.fail(*body.find("questions"), fmt::format("'questions' must be from 0 to {}", most));
}

void read_probe(
   document const& doc, node::entry const& entry, base::diagnostics& errors, manifest& m)
{
   auto const& [key, body] = entry;
   probe_definition p;
   p.id = key.text;
   p.where = doc.locate(key);
   if (!is_word(p.id, '-'))
      complain(doc, key, errors, fmt::format("'{}' is no id of a probe", p.id));
   map_reader reader{doc, body, fmt::format("the probe '{}'", p.id), errors};
   p.needs = reader.texts("needs");
   p.powers = reader.texts("powers");
   check_powers(doc, body.find("powers"), errors);
   if (auto const deadline = read_deadline(body, reader))
      p.deadline = *deadline;
   check_questions(body, reader);
   reader.done();
   m.probes.push_back(std::move(p));
}

void read_parts(document const& doc, map_reader& reader, base::diagnostics& errors, manifest& m)
{
   if (auto const* probes = reader.map("probes"))
      for (auto const& entry : probes->entries)
         read_probe(doc, entry, errors, m);
   if (auto const* facts = reader.map("facts")) {
      for (auto const& entry : facts->entries)
         read_fact(doc, entry, errors, m);
      give_facts_to_probes(doc, *facts, errors, m);
   }
   if (auto const* options = reader.map("options"))
      for (auto const& [key, body] : options->entries)
         if (auto option = rules::read_variable(doc, key, body, errors))
            m.options.push_back(std::move(*option));
   if (auto const* commands = reader.map("commands"))
      m.commands = read_commands(doc, *commands, errors);
   m.requires_plugins = reader.texts("requires");
}

cel::scope scope_of(manifest const& m, facts::schema const& all_facts)
{
   cel::scope names;
   names.facts = all_facts;
   for (auto const& option : m.options)
      if (names.variables.emplace(option.name, option.declared).second)
         names.variable_elements.emplace(option.name, option.elements);
   for (auto const& plugin : m.requires_plugins)
      if (!all_facts.contains(fact_name(plugin)))
         names.absent_plugins.insert(fact_name(plugin));
   return names;
}

void check_belongs(manifest const& m, rules::check& c, base::diagnostics& errors)
{
   if (c.verdict)
      return;
   if (c.probe.empty() && m.probes.size() == 1)
      c.probe = m.probes.front().id;
   auto const known = std::ranges::any_of(m.probes, [&](auto const& p) {
      return p.id == c.probe;
   });
   if (!known)
      errors.push_back(
         {base::diagnostic_level::error,
          c.where,
          fmt::format("the check '{}' has no `assert` and names no probe of this plugin", c.id),
          "say `probe:` with the id of the probe that settles it"});
}

}  // namespace

bool is_word(std::string_view text, char separator)
{
   if (text.empty() || text.size() > 64 || text.front() < 'a' || text.front() > 'z')
      return false;
   return std::ranges::all_of(text, [&](char c) {
      return c == separator || lower_letters_digits.find(c) != std::string_view::npos;
   });
}

std::optional<std::chrono::milliseconds> read_deadline(node const& body, map_reader& reader)
{
   auto const text = reader.text("deadline");
   if (!text)
      return std::nullopt;
   auto const deadline = resolver::duration_from_text(*text);
   if (deadline && deadline->count() > 0)
      return deadline;
   reader.fail(
      *body.find("deadline"),
      fmt::format("'{}' is no deadline", *text),
      "write a duration such as 500ms, 30s or 2m");
   return std::nullopt;
}

std::string fact_name(std::string_view plugin_id)
{
   std::string name{plugin_id};
   std::ranges::replace(name, '-', '_');
   return name;
}

base::result<manifest> read_manifest(std::string const& file, std::string text)
{
   auto doc = base::yaml::load(file, std::move(text));
   if (!doc)
      return doc.errors();
   base::diagnostics errors;
   auto const& root = doc->root();
   manifest m{*doc};
   map_reader reader{*doc, root, "the manifest", errors};
   m.id = id_of(*doc, root, reader, "plugin", errors);
   m.version = reader.required_text("version").value_or("");
   m.title = reader.required_text("title").value_or("");
   read_parts(*doc, reader, errors, m);
   reader.list("checks");
   reader.done();
   if (!errors.empty())
      return errors;
   return m;
}

base::result<manifest> read_manifest_section(std::string const& file, std::string_view section)
{
   dnslint_manifest_header head{};
   if (section.size() < sizeof head || !section.starts_with(DNSLINT_MANIFEST_MAGIC))
      return base::error_in(
         file,
         "the plugin is refused: its manifest section is damaged",
         "build it with dnslint_add_plugin()");
   std::memcpy(&head, section.data(), sizeof head);
   if (head.abi_major != DNSLINT_ABI_MAJOR || head.abi_minor > DNSLINT_ABI_MINOR)
      return base::error_in(
         file,
         fmt::format(
            "the plugin is refused: it is built for ABI {}.{}, this dnslint has {}.{}",
            head.abi_major,
            head.abi_minor,
            DNSLINT_ABI_MAJOR,
            DNSLINT_ABI_MINOR),
         "build it with the SDK of this dnslint, or use a newer dnslint");
   auto m = read_manifest(file + ":checks.yaml", std::string{section.substr(sizeof head)});
   if (m) {
      m->abi_major = head.abi_major;
      m->abi_minor = head.abi_minor;
   }
   return m;
}

base::result<std::vector<rules::check>> read_checks(
   manifest const& m, facts::schema const& all_facts)
{
   auto const& doc = m.document;
   auto names = scope_of(m, all_facts);
   std::vector<rules::check> checks;
   base::diagnostics errors;
   auto const* const list = doc.root().find("checks");
   static node const no_list;
   for (auto const& entry : (list == nullptr ? no_list : *list).items) {
      auto c = rules::read_check(doc, entry, names, rules::entry_of::plugin, errors);
      if (!c)
         continue;
      if (!c->id.starts_with(m.id + "/"))
         errors.push_back(
            {base::diagnostic_level::error,
             c->where,
             fmt::format("the check '{}' is not in the plugin's name space", c->id),
             fmt::format("its id begins with '{}/'", m.id)});
      if (std::ranges::find(checks, c->id, &rules::check::id) != checks.end())
         errors.push_back(
            {base::diagnostic_level::error,
             c->where,
             fmt::format("the check '{}' stands here twice", c->id),
             {}});
      check_belongs(m, *c, errors);
      checks.push_back(std::move(*c));
   }
   if (!errors.empty())
      return errors;
   return checks;
}

}  // namespace dnslint::plugin
