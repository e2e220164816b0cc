// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/elf_file.hpp"

#include "core/base/yaml_file.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <elf.h>
#include <fmt/format.h>

namespace dnslint::plugin {
namespace {

constexpr std::size_t most_bytes = std::size_t{64} << 20U;
constexpr std::size_t most_sections = 4096;
constexpr std::size_t most_symbols = 1'000'000;

#if defined(__x86_64__)
constexpr Elf64_Half this_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr Elf64_Half this_machine = EM_AARCH64;
#else
#error "say here which ELF machine this is"
#endif

template <class T>
std::optional<T> read_at(std::string_view bytes, std::uint64_t offset)
{
   if (offset > bytes.size() || bytes.size() - offset < sizeof(T))
      return std::nullopt;
   T value;
   std::memcpy(&value, bytes.data() + offset, sizeof value);
   return value;
}

std::optional<std::string_view> part(
   std::string_view bytes, std::uint64_t offset, std::uint64_t size)
{
   if (offset > bytes.size() || bytes.size() - offset < size)
      return std::nullopt;
   return bytes.substr(offset, size);
}

std::string_view text_at(std::string_view table, std::uint64_t offset)
{
   if (offset >= table.size())
      return {};
   auto const rest = table.substr(offset);
   return rest.substr(0, rest.find('\0'));
}

std::string_view machine_name(Elf64_Half machine)
{
   switch (machine) {
      case EM_X86_64:
         return "x86-64";
      case EM_AARCH64:
         return "aarch64";
      case EM_386:
         return "i386";
      case EM_ARM:
         return "arm";
      case EM_RISCV:
         return "riscv";
      case EM_PPC64:
         return "ppc64";
      case EM_S390:
         return "s390x";
      default:
         return "another machine";
   }
}

std::vector<Elf64_Shdr> section_headers(std::string_view bytes)
{
   std::vector<Elf64_Shdr> all;
   auto const head = read_at<Elf64_Ehdr>(bytes, 0);
   if (!head || head->e_shentsize != sizeof(Elf64_Shdr) || head->e_shnum > most_sections)
      return all;
   for (std::uint64_t i = 0; i != head->e_shnum; ++i)
      if (auto const s = read_at<Elf64_Shdr>(bytes, head->e_shoff + i * sizeof(Elf64_Shdr)))
         all.push_back(*s);
   return all;
}

// Why this machine cannot load the file. Empty if it can.
std::string refusal(std::string_view bytes)
{
   if (!bytes.starts_with(std::string_view{ELFMAG, SELFMAG}) || bytes.size() < sizeof(Elf64_Ehdr))
      return "it is not an ELF file";
   auto const head = *read_at<Elf64_Ehdr>(bytes, 0);
   auto const order = std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;
   if (head.e_ident[EI_CLASS] != ELFCLASS64 || head.e_ident[EI_DATA] != order)
      return "it is built for a machine with another word size or byte order";
   if (head.e_machine != this_machine)
      return fmt::format(
         "it is built for {}, this machine is {}",
         machine_name(head.e_machine),
         machine_name(this_machine));
   if (head.e_type != ET_DYN)
      return "it is not a shared library";
   return {};
}

bool is_exported(Elf64_Sym const& s)
{
   auto const binding = ELF64_ST_BIND(s.st_info);
   return s.st_shndx != SHN_UNDEF && (binding == STB_GLOBAL || binding == STB_WEAK);
}

}  // namespace

base::result<elf_file> elf_file::open(std::string const& path)
{
   auto bytes = base::yaml::read_file(path, most_bytes);
   if (!bytes)
      return bytes.errors();
   return from_bytes(std::move(*bytes), path);
}

base::result<elf_file> elf_file::from_bytes(std::string bytes, std::string const& path)
{
   if (auto const why = refusal(bytes); !why.empty())
      return base::error_in(path, "the plugin is refused: " + why);
   return elf_file{std::move(bytes)};
}

std::optional<std::string_view> elf_file::section(std::string_view name) const
{
   auto const sections = section_headers(bytes_);
   auto const head = read_at<Elf64_Ehdr>(bytes_, 0);
   if (head->e_shstrndx >= sections.size())
      return std::nullopt;
   auto const& names = sections[head->e_shstrndx];
   auto const table = part(bytes_, names.sh_offset, names.sh_size);
   if (!table)
      return std::nullopt;
   for (auto const& s : sections)
      if (text_at(*table, s.sh_name) == name && s.sh_type != SHT_NOBITS)
         return part(bytes_, s.sh_offset, s.sh_size);
   return std::nullopt;
}

std::vector<std::string> elf_file::exported_symbols() const
{
   std::vector<std::string> names;
   auto const symbols = section(".dynsym");
   auto const table = section(".dynstr");
   if (!symbols || !table)
      return names;
   auto const count = std::min(symbols->size() / sizeof(Elf64_Sym), most_symbols);
   for (std::size_t i = 0; i != count; ++i)
      if (auto const s = read_at<Elf64_Sym>(*symbols, i * sizeof(Elf64_Sym)); is_exported(*s))
         names.emplace_back(text_at(*table, s->st_name));
   std::ranges::sort(names);
   return names;
}

}  // namespace dnslint::plugin
