// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/plugin_check_file.hpp"

#include "core/plugin/elf_file.hpp"
#include "core/plugin/manifest.hpp"
#include "core/rules/check.hpp"

#include <cstring>
#include <elf.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dnslint::authoring {
namespace {

constexpr std::string_view the_symbol = "dnslint_plugin_v0";
constexpr std::size_t most_named = 5;

std::string named(std::vector<std::string> names)
{
   auto const more = names.size() > most_named ? names.size() - most_named : 0;
   names.resize(names.size() - more);
   return more == 0 ? fmt::format("{}", fmt::join(names, ", "))
                    : fmt::format("{} and {} more", fmt::join(names, ", "), more);
}

std::string_view text_at(std::string_view table, std::size_t offset)
{
   auto const rest = table.substr(std::min(offset, table.size()));
   return rest.substr(0, rest.find('\0'));
}

bool is_unique(Elf64_Sym const& s)
{
   return s.st_shndx != SHN_UNDEF && ELF64_ST_BIND(s.st_info) == STB_GNU_UNIQUE;
}

void warn_of_check(rules::check const& c, std::vector<std::string>& warnings)
{
   auto const warn = [&](std::string_view what) {
      warnings.push_back(fmt::format("the check '{}' has no {}", c.id, what));
   };
   if (c.docs.empty())
      warn("docs");
   if (c.references.empty())
      warn("references");
   if (!c.how_to_fix.text && !c.how_to_fix.record)
      warn("fix");
}

void warn_of_option(rules::variable const& v, std::vector<std::string>& warnings)
{
   if (v.description.empty())
      warnings.push_back(fmt::format("the option '{}' has no description", v.name));
   if (v.declared == facts::type::integer && (!v.least || !v.most))
      warnings.push_back(
         fmt::format("the option '{}' has no min or no max, so it was not tried there", v.name));
}

}  // namespace

std::string wrong_exports(std::string const& file)
{
   auto const elf = plugin::elf_file::open(file);
   if (!elf)
      return base::to_text(elf.errors());
   auto others = elf->exported_symbols();
   if (std::erase(others, the_symbol) == 0)
      return fmt::format("it does not export {}", the_symbol);
   return others.empty() ? std::string{}
                         : fmt::format("besides {} it exports {}", the_symbol, named(others));
}

std::string unique_symbols(std::string const& file)
{
   auto const elf = plugin::elf_file::open(file);
   if (!elf)
      return base::to_text(elf.errors());
   auto const symbols = elf->section(".dynsym").value_or("");
   auto const table = elf->section(".dynstr").value_or("");
   std::vector<std::string> found;
   for (std::size_t i = 0; i + sizeof(Elf64_Sym) <= symbols.size(); i += sizeof(Elf64_Sym)) {
      Elf64_Sym s;
      std::memcpy(&s, symbols.data() + i, sizeof s);
      if (is_unique(s))
         found.emplace_back(text_at(table, s.st_name));
   }
   return found.empty()
             ? std::string{}
             : fmt::format("it has GNU-unique symbols (use -fno-gnu-unique): {}", named(found));
}

std::vector<std::string> manifest_warnings(
   plugin::manifest const& manifest, std::vector<rules::check> const& checks)
{
   std::vector<std::string> warnings;
   for (auto const& c : checks)
      warn_of_check(c, warnings);
   for (auto const& v : manifest.options)
      warn_of_option(v, warnings);
   return warnings;
}

}  // namespace dnslint::authoring
