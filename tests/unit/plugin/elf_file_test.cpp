// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/elf_file.hpp"

#include "tests/unit/plugin/scratch_folder.hpp"

#include <dnslint/abi.h>

#include <cstring>
#include <elf.h>
#include <gmock/gmock.h>

namespace dnslint::plugin::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

std::string plugin_bytes()
{
   return read_bytes(DNSLINT_SPOILT_PLUGINS "/witness_plugin.so");
}

std::string complaint(std::string bytes)
{
   auto const elf = elf_file::from_bytes(std::move(bytes), "x.so");
   return elf ? "" : elf.errors().front().message;
}

Elf64_Ehdr header_of(std::string const& bytes)
{
   Elf64_Ehdr head;
   std::memcpy(&head, bytes.data(), sizeof head);
   return head;
}

std::string with_header(std::string bytes, Elf64_Ehdr const& head)
{
   std::memcpy(bytes.data(), &head, sizeof head);
   return bytes;
}

// Reads all that there is to read.
void examine(std::string bytes)
{
   auto const elf = elf_file::from_bytes(std::move(bytes), "x.so");
   if (!elf)
      return;
   elf->section(DNSLINT_MANIFEST_SECTION);
   elf->section("");
   elf->exported_symbols();
}

TEST(elf_file, reads_the_manifest_and_the_one_symbol)
{
   auto const elf = elf_file::open(DNSLINT_SPOILT_PLUGINS "/witness_plugin.so");
   ASSERT_TRUE(elf);
   auto const section = elf->section(DNSLINT_MANIFEST_SECTION);
   ASSERT_TRUE(section);
   EXPECT_THAT(std::string{*section}, StartsWith(DNSLINT_MANIFEST_MAGIC));
   EXPECT_THAT(std::string{*section}, HasSubstr("plugin: witness\n"));
   EXPECT_THAT(elf->exported_symbols(), ElementsAre("dnslint_plugin_v0"));
   EXPECT_FALSE(elf->section(".no-such-section"));
   EXPECT_FALSE(elf->section(".bss")) << "takes no room in the file";
}

TEST(elf_file, refuses_what_is_no_elf_file)
{
   for (auto const* bytes :
        {"",
         "#!/bin/sh\n",
         "\x7f"
         "EL",
         "\x7f"
         "ELF"})
      EXPECT_THAT(complaint(bytes), HasSubstr("it is not an ELF file"));
   EXPECT_THAT(complaint(std::string(100'000, '\0')), HasSubstr("it is not an ELF file"));
}

TEST(elf_file, refuses_another_machine_and_names_it)
{
   auto const bytes = plugin_bytes();
   auto head = header_of(bytes);
   auto const mine = head.e_machine;
   head.e_machine = mine == EM_AARCH64 ? EM_X86_64 : EM_AARCH64;
   EXPECT_THAT(
      complaint(with_header(bytes, head)),
      HasSubstr(mine == EM_AARCH64 ? "built for x86-64" : "built for aarch64"));
   head.e_machine = 0xfeed;
   EXPECT_THAT(complaint(with_header(bytes, head)), HasSubstr("another machine"));
}

TEST(elf_file, refuses_another_word_size_or_byte_order)
{
   auto const bytes = plugin_bytes();
   auto head = header_of(bytes);
   head.e_ident[EI_CLASS] = ELFCLASS32;
   EXPECT_THAT(complaint(with_header(bytes, head)), HasSubstr("word size or byte order"));
   head = header_of(bytes);
   head.e_ident[EI_DATA] = head.e_ident[EI_DATA] == ELFDATA2LSB ? ELFDATA2MSB : ELFDATA2LSB;
   EXPECT_THAT(complaint(with_header(bytes, head)), HasSubstr("word size or byte order"));
}

TEST(elf_file, refuses_executables_and_objects)
{
   auto const bytes = plugin_bytes();
   auto head = header_of(bytes);
   for (auto const type : {Elf64_Half{ET_EXEC}, Elf64_Half{ET_REL}, Elf64_Half{ET_CORE}}) {
      head.e_type = type;
      EXPECT_THAT(complaint(with_header(bytes, head)), HasSubstr("it is not a shared library"));
   }
}

TEST(elf_file, refuses_a_file_that_is_not_there)
{
   auto const elf = elf_file::open("/no/such/plugin.so");
   ASSERT_FALSE(elf);
   EXPECT_EQ(elf.errors().front().where.file, "/no/such/plugin.so");
}

TEST(elf_file, survives_truncation_at_every_offset)
{
   // Each length, on the file's tables; further in, where only section contents are cut, strides.
   auto const bytes = plugin_bytes();
   auto const tables = header_of(bytes).e_shoff;
   for (std::size_t size = 0; size < bytes.size(); ++size) {
      if (size > 1024 && size + 4096 < tables && size % 61 != 0)
         continue;
      examine(bytes.substr(0, size));
   }
}

TEST(elf_file, survives_section_headers_that_lie)
{
   auto const bytes = plugin_bytes();
   auto const head = header_of(bytes);
   auto const values = {
      std::uint64_t{0},
      std::uint64_t{1},
      bytes.size() - 1,
      bytes.size(),
      std::uint64_t{0x7fffffffffffffff},
      ~std::uint64_t{0},
      ~std::uint64_t{0} - 63};
   auto const end = head.e_shoff + std::uint64_t{head.e_shnum} * sizeof(Elf64_Shdr);
   ASSERT_LE(end, bytes.size());
   for (auto at = head.e_shoff; at + sizeof(std::uint64_t) <= end; at += 4)
      for (auto const v : values) {
         auto spoilt = bytes;
         std::memcpy(spoilt.data() + at, &v, sizeof v);
         examine(std::move(spoilt));
      }
}

TEST(elf_file, survives_a_header_of_any_bytes)
{
   auto const bytes = plugin_bytes();
   for (std::size_t at = 0; at != sizeof(Elf64_Ehdr); ++at)
      for (auto const c : {'\0', '\1', '\x3f', '\x7f', '\xff'}) {
         auto spoilt = bytes;
         spoilt[at] = c;
         examine(std::move(spoilt));
      }
}

TEST(elf_file, survives_symbols_of_any_bytes)
{
   auto const bytes = plugin_bytes();
   auto const elf = elf_file::from_bytes(bytes, "x.so");
   auto const symbols = elf->section(".dynsym");
   ASSERT_TRUE(symbols);
   auto const at = bytes.find(*symbols);
   for (auto i = at; i != at + symbols->size(); ++i) {
      auto spoilt = bytes;
      spoilt[i] = '\xff';
      examine(std::move(spoilt));
   }
}

}  // namespace
}  // namespace dnslint::plugin::tests
