// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/plugin_set.hpp"

#include "core/base/escape.hpp"
#include "core/base/sha256.hpp"
#include "core/plugin/elf_file.hpp"
#include "core/plugin/file_trust.hpp"
#include "core/plugin/library.hpp"

#include <dnslint/abi.h>

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <iterator>
#include <system_error>

namespace dnslint::plugin {
namespace {

namespace fs = std::filesystem;

std::string_view text(dnslint_str s)
{
   return {s.data, s.size};
}

std::vector<std::string> files_in(std::string const& path, base::diagnostics& errors)
{
   std::error_code error;
   if (!fs::is_directory(path, error))
      return {path};
   std::vector<std::string> files;
   for (fs::directory_iterator i{path, error}, end; !error && i != end; i.increment(error))
      if (i->path().extension() == ".so")
         files.push_back(i->path().string());
   if (error)
      errors.push_back(
         base::error_in(path, "the folder of plugins cannot be read: " + error.message()));
   std::ranges::sort(files);
   return files;
}

// Checks everything that can be checked while the plugin is still data.
base::result<plugin> examine(std::string const& path)
{
   if (auto why = distrust(path))
      return *why;
   auto const elf = elf_file::open(path);
   if (!elf)
      return elf.errors();
   auto const symbols = elf->exported_symbols();
   auto const section = elf->section(DNSLINT_MANIFEST_SECTION);
   if (!section)
      return base::error_in(
         path, "the plugin is refused: it has no manifest", "build it with dnslint_add_plugin()");
   auto manifest = read_manifest_section(path, *section);
   if (!manifest)
      return manifest.errors();
   if (std::ranges::find(symbols, "dnslint_plugin_v0") == symbols.end())
      return base::error_in(
         path,
         "the plugin is refused: it does not export dnslint_plugin_v0",
         "end its source with DNSLINT_PLUGIN(...)");
   plugin made{path, std::move(*manifest), {}, nullptr, {}};
   made.sha256 = base::sha256(elf->bytes());
   return made;
}

// Adds a plugin, but refuses one whose id another plugin or a core fact has.
void add_unless_taken(plugin_set& set, plugin p)
{
   auto const name = fact_name(p.manifest.id);
   auto const first = std::ranges::find_if(set.plugins, [&](plugin const& other) {
      return fact_name(other.manifest.id) == name;
   });
   if (first != set.plugins.end())
      set.refused.push_back(base::error_in(
         p.file,
         fmt::format(
            "the plugin is refused: its id '{}' is taken by {}", p.manifest.id, first->file)));
   else if (set.facts.contains(name))
      set.refused.push_back(base::error_in(
         p.file,
         fmt::format(
            "the plugin is refused: the id '{}' belongs to dnslint itself", p.manifest.id)));
   else
      set.plugins.push_back(std::move(p));
}

void append(base::diagnostics& to, base::diagnostics const& from)
{
   std::ranges::copy(from, std::back_inserter(to));
}

// Refuses every plugin for which `judge` returns a complaint.
void sieve(plugin_set& set, auto const& judge)
{
   std::erase_if(set.plugins, [&](plugin& p) {
      base::diagnostics const errors = judge(p);
      append(set.refused, errors);
      return !errors.empty();
   });
}

base::diagnostics unknown_needs(plugin const& p, facts::schema const& known)
{
   base::diagnostics errors;
   for (auto const& probe : p.manifest.probes)
      for (auto const& need : probe.needs) {
         auto const dot = need.find('.');
         auto const plugin_facts = known.find(std::string_view{need}.substr(0, dot));
         if (
            dot == std::string::npos || plugin_facts == known.end() ||
            !plugin_facts->second.contains(need.substr(dot + 1)))
            errors.push_back(
               {base::diagnostic_level::error,
                probe.where,
                fmt::format(
                   "the probe '{}' needs '{}', which no loaded plugin publishes", probe.id, need),
                "load the plugin that has it with --plugins, or correct `needs`"});
      }
   return errors;
}

void rebuild_facts(plugin_set& set, facts::schema const& core_facts)
{
   set.facts = core_facts;
   for (auto const& p : set.plugins)
      set.facts[fact_name(p.manifest.id)] = p.manifest.facts;
}

// A refusal can take away facts that another plugin needs, so this is repeated until nothing
// changes.
void refuse_unknown_needs(plugin_set& set, facts::schema const& core_facts)
{
   for (std::size_t before = set.plugins.size() + 1; before != set.plugins.size();) {
      before = set.plugins.size();
      rebuild_facts(set, core_facts);
      sieve(set, [&](plugin const& p) {
         return unknown_needs(p, set.facts);
      });
   }
}

base::diagnostics compile_checks(plugin& p, facts::schema const& known)
{
   auto checks = read_checks(p.manifest, known);
   if (!checks)
      return checks.errors();
   p.checks = std::move(*checks);
   return {};
}

bool is_whole(dnslint_probe const& p)
{
   return DNSLINT_HAS(dnslint_probe, &p, destroy) && p.start != nullptr && p.destroy != nullptr;
}

bool is_whole(dnslint_plugin const& p)
{
   return p.probe_count != nullptr && p.probe_at != nullptr && p.get_extension != nullptr;
}

dnslint_probe const* find_probe(dnslint_plugin const& code, std::string_view id)
{
   for (std::uint32_t i = 0, count = code.probe_count(); i != count; ++i) {
      auto const* probe = code.probe_at(i);
      if (probe != nullptr && is_whole(*probe) && text(probe->id) == id)
         return probe;
   }
   return nullptr;
}

bool is_whole(dnslint_command const& c)
{
   return DNSLINT_HAS(dnslint_command, &c, destroy) && c.start != nullptr && c.destroy != nullptr;
}

dnslint_command const* find_command(dnslint_plugin const& code, std::string_view name)
{
   auto const* const all =
      static_cast<dnslint_commands const*>(code.get_extension("dnslint.commands/1"));
   if (all == nullptr || !DNSLINT_HAS(dnslint_commands, all, at))
      return nullptr;
   for (std::uint32_t i = 0, count = all->count(); i != count; ++i) {
      auto const* command = all->at(i);
      if (command != nullptr && is_whole(*command) && text(command->name) == name)
         return command;
   }
   return nullptr;
}

// Finds the code of each probe and command that the manifest names. The text says what is missing;
// empty if nothing is.
std::string find_parts(plugin& p)
{
   for (auto const& probe : p.manifest.probes) {
      p.probe_code.push_back(find_probe(*p.code, probe.id));
      if (p.probe_code.back() == nullptr)
         return fmt::format("its code has no probe '{}'", probe.id);
   }
   for (auto const& command : p.manifest.commands) {
      p.command_code.push_back(find_command(*p.code, command.name));
      if (p.command_code.back() == nullptr)
         return fmt::format("its code has no command '{}'", command.name);
   }
   return {};
}

// How the code's description of itself differs from its manifest. Empty if it does not.
std::string contradiction(plugin& p)
{
   auto const& code = *p.code;
   if (
      !DNSLINT_HAS(dnslint_plugin, &code, abi_minor) || code.abi_major != p.manifest.abi_major ||
      code.abi_minor != p.manifest.abi_minor)
      return "its symbol is for another ABI than its manifest";
   if (!DNSLINT_HAS(dnslint_plugin, &code, get_extension))
      return fmt::format(
         "its dnslint_plugin has {} bytes, {} are needed", code.size, sizeof(dnslint_plugin));
   if (!is_whole(code))
      return "its dnslint_plugin lacks a function";
   if (text(code.id) != p.manifest.id || text(code.version) != p.manifest.version)
      return fmt::format(
         "its code is '{}' {}, its manifest '{}' {}",
         text(code.id),
         text(code.version),
         p.manifest.id,
         p.manifest.version);
   return find_parts(p);
}

}  // namespace

base::diagnostics load_code_of(plugin& p)
{
   auto const code = load_library(p.file);
   if (!code)
      return code.errors();
   p.code = *code;
   if (auto const why = contradiction(p); !why.empty())
      return {base::error_in(p.file, "the plugin is refused: " + why)};
   return {};
}

plugin_set load_plugins(
   std::vector<std::string> const& folders,
   facts::schema const& core_facts,
   load_code with_code,
   file_hooks const& hooks)
{
   plugin_set set;
   set.facts = core_facts;
   for (auto const& folder : folders)
      for (auto const& file : files_in(folder, set.refused)) {
         if (auto const why = hooks.left_out.find(file); why != hooks.left_out.end()) {
            set.refused.push_back(base::error_in(file, why->second));
            continue;
         }
         auto p = examine(file);
         if (p)
            add_unless_taken(set, std::move(*p));
         else
            append(set.refused, p.errors());
      }
   refuse_unknown_needs(set, core_facts);
   sieve(set, [&](plugin& p) {
      return compile_checks(p, set.facts);
   });
   if (with_code == load_code::yes)
      sieve(set, [&](plugin& p) {
         if (hooks.loading)
            hooks.loading(p.file);
         return load_code_of(p);
      });
   rebuild_facts(set, core_facts);
   std::ranges::sort(set.plugins, {}, [](plugin const& p) {
      return p.manifest.id;
   });
   return set;
}

}  // namespace dnslint::plugin
