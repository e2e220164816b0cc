// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/plugin_set.hpp"
#include "tests/support/test_plugins/probe_bench.hpp"
#include "tests/unit/plugin/scratch_folder.hpp"

#include <dnslint/abi.h>

#include <cstddef>
#include <cstring>
#include <elf.h>
#include <gmock/gmock.h>

namespace dnslint::plugin::tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string spoilt(std::string const& name)
{
   return read_bytes(DNSLINT_SPOILT_PLUGINS "/" + name + "_plugin.so");
}

// Writes `with` over every `what` of the same length.
std::string replaced(std::string bytes, std::string_view what, std::string_view with)
{
   EXPECT_EQ(what.size(), with.size());
   auto at = bytes.find(what);
   EXPECT_NE(at, std::string::npos) << what;
   for (; at != std::string::npos; at = bytes.find(what, at + 1))
      bytes.replace(at, what.size(), with);
   return bytes;
}

// Writes the manifest over that of the witness, which has room for it.
std::string with_manifest(std::string bytes, std::string manifest)
{
   std::string_view const last = "# end of manifest\n";
   auto const begin = bytes.find("plugin: witness\n");
   auto const size = bytes.find(last, begin) + last.size() - begin;
   EXPECT_LE(manifest.size(), size);
   manifest.resize(size, '\n');
   return bytes.replace(begin, size, manifest);
}

std::string const good_manifest =
   "plugin: witness\nversion: 1.0.0\ntitle: T\nprobes: { look: {} }\n"
   "facts: { seen: { type: int, description: d } }\nchecks:\n"
   "  - { id: witness/seen, title: t, category: c, severity: low }\n";

// A folder with a good plugin, and one beside it that is to be refused.
struct load_plugins_test : testing::Test {
   load_plugins_test()
   {
      setenv("DNSLINT_WITNESS", trace.c_str(), 1);
      good = folder.write("good.so", read_bytes(DNSLINT_TEST_PLUGINS "/settling_plugin.so"));
   }
   ~load_plugins_test() override { unsetenv("DNSLINT_WITNESS"); }

   plugin_set load(load_code with_code = load_code::yes)
   {
      return load_plugins({folder.path()}, dnslint::tests::core_facts(), with_code);
   }

   bool witness_ran() const { return fs::exists(trace); }

   // The plugin of these bytes is refused for this reason before it could run, and the good one is
   // loaded all the same.
   void expect_refused(std::string const& bytes, std::string const& reason)
   {
      auto const file = folder.write("other.so", bytes);
      auto const set = load();
      expect_others(set);
      EXPECT_FALSE(witness_ran());
      ASSERT_THAT(set.refused, SizeIs(1)) << base::to_text(set.refused);
      EXPECT_THAT(set.refused[0].where.file, HasSubstr(file));
      EXPECT_THAT(set.refused[0].message, HasSubstr(reason));
   }

   void expect_others(plugin_set const& set)
   {
      ASSERT_THAT(set.plugins, SizeIs(1)) << base::to_text(set.refused);
      EXPECT_EQ(set.plugins[0].file, good);
      EXPECT_NE(set.plugins[0].code, nullptr);
      EXPECT_THAT(set.facts, SizeIs(2)) << "the core's and the good plugin's";
   }

   scratch_folder folder;
   scratch_folder other;
   std::string const trace = other.path() + "/trace";
   std::string good;
};

TEST_F(load_plugins_test, loads_what_is_right)
{
   auto const file = folder.write("witness.so", spoilt("witness"));
   auto const set = load();
   EXPECT_THAT(set.refused, IsEmpty()) << base::to_text(set.refused);
   ASSERT_THAT(set.plugins, SizeIs(2));
   EXPECT_EQ(set.plugins[0].manifest.id, "settling") << "sorted by id";
   auto const& p = set.plugins[1];
   EXPECT_EQ(p.file, file);
   EXPECT_EQ(p.code->abi_major, DNSLINT_ABI_MAJOR);
   ASSERT_THAT(p.probe_code, SizeIs(1));
   EXPECT_THAT(p.checks, SizeIs(1));
   EXPECT_EQ(p.checks[0].probe, "look");
   EXPECT_TRUE(set.facts.at("witness").contains("seen"));
   EXPECT_TRUE(set.facts.at("name").contains("kind"));
   EXPECT_TRUE(witness_ran()) << "or the other tests prove nothing";
}

TEST_F(load_plugins_test, reads_manifests_without_running_anything)
{
   folder.write("witness.so", spoilt("witness"));
   auto const set = load(load_code::no);
   ASSERT_THAT(set.plugins, SizeIs(2));
   EXPECT_THAT(set.plugins[1].checks, SizeIs(1));
   EXPECT_EQ(set.plugins[1].code, nullptr);
   EXPECT_FALSE(witness_ran());
}

TEST_F(load_plugins_test, takes_a_file_as_it_is_and_other_names_in_folders_not)
{
   folder.write("notes.txt", "no plugin");
   folder.write("plugin.so.bak", "no plugin");
   fs::create_directory(folder.path() + "/nested");
   expect_others(load());
   auto const set = load_plugins({good}, dnslint::tests::core_facts(), load_code::yes);
   expect_others(set);
}

TEST_F(load_plugins_test, a_manifest_can_be_written_over)
{
   folder.write("witness.so", with_manifest(spoilt("witness"), good_manifest));
   EXPECT_THAT(load().plugins, SizeIs(2)) << "or the other tests prove nothing";
   EXPECT_TRUE(witness_ran());
}

TEST_F(load_plugins_test, refuses_what_is_not_elf)
{
   expect_refused("#!/bin/sh\necho hello\n", "it is not an ELF file");
}

TEST_F(load_plugins_test, refuses_an_empty_file)
{
   expect_refused("", "it is not an ELF file");
}

TEST_F(load_plugins_test, refuses_another_architecture)
{
   auto bytes = spoilt("witness");
   Elf64_Half machine;
   std::memcpy(&machine, &bytes[offsetof(Elf64_Ehdr, e_machine)], sizeof machine);
   machine = machine == EM_AARCH64 ? EM_X86_64 : EM_AARCH64;
   std::memcpy(&bytes[offsetof(Elf64_Ehdr, e_machine)], &machine, sizeof machine);
   expect_refused(bytes, "it is built for");
}

TEST_F(load_plugins_test, refuses_a_library_without_the_symbol)
{
   expect_refused(
      replaced(spoilt("witness"), "dnslint_plugin_v0", "dnslint_plugin_x0"),
      "it does not export dnslint_plugin_v0");
}

TEST_F(load_plugins_test, refuses_a_library_without_a_manifest)
{
   expect_refused(
      replaced(spoilt("witness"), DNSLINT_MANIFEST_SECTION, ".dnslint.manifesx"),
      "it has no manifest");
}

TEST_F(load_plugins_test, refuses_a_damaged_manifest)
{
   expect_refused(replaced(spoilt("witness"), DNSLINT_MANIFEST_MAGIC, "XNSLINTM"), "damaged");
}

TEST_F(load_plugins_test, refuses_a_newer_abi)
{
   auto bytes = spoilt("witness");
   auto const at =
      bytes.find(DNSLINT_MANIFEST_MAGIC) + offsetof(dnslint_manifest_header, abi_minor);
   std::uint16_t const newer = DNSLINT_ABI_MINOR + 1;
   std::memcpy(&bytes[at], &newer, sizeof newer);
   expect_refused(bytes, "it is built for ABI 0.3, this dnslint has 0.2");
}

TEST_F(load_plugins_test, refuses_a_manifest_with_errors)
{
   expect_refused(with_manifest(spoilt("witness"), "plugin: [\n"), "");
   expect_refused(with_manifest(spoilt("witness"), good_manifest + "cheks: []\n"), "cheks");
}

TEST_F(load_plugins_test, refuses_a_check_whose_probe_does_not_exist)
{
   expect_refused(
      with_manifest(
         spoilt("witness"),
         good_manifest +
            "  - { id: witness/x, title: t, category: c, severity: low, probe: no }\n"),
      "the check 'witness/x' has no `assert` and names no probe");
}

TEST_F(load_plugins_test, refuses_needs_that_nobody_publishes)
{
   for (auto const* need : {"mx.accepts_mail", "name.kinds", "name", "witness.unseen", "."})
      expect_refused(
         with_manifest(
            spoilt("witness"),
            "plugin: witness\nversion: 1.0.0\ntitle: T\nprobes: { look: { needs: ['" +
               std::string{need} + "'] } }\n"),
         std::string{"needs '"} + need + "'");
}

TEST_F(load_plugins_test, refuses_whoever_needs_what_was_refused)
{
   // a needs b needs what is not there: both go, however they are ordered.
   auto const chain = [](std::string const& id, std::string const& need) {
      return with_manifest(
         spoilt("witness"),
         "plugin: " + id + "\nversion: 1.0.0\ntitle: T\nprobes: { look: { needs: [" + need +
            "] } }\nfacts: { x: { type: int, description: d } }\n");
   };
   folder.write("a.so", chain("a", "b.x"));
   folder.write("b.so", chain("b", "c.x"));
   auto const set = load();
   expect_others(set);
   EXPECT_THAT(set.refused, SizeIs(2));
   EXPECT_FALSE(witness_ran());
}

TEST_F(load_plugins_test, refuses_a_second_plugin_of_the_same_id)
{
   folder.write("zz-copy.so", read_bytes(good));
   auto const set = load();
   expect_others(set);
   ASSERT_THAT(set.refused, SizeIs(1));
   EXPECT_THAT(set.refused[0].where.file, HasSubstr("zz-copy.so"));
   EXPECT_THAT(set.refused[0].message, AllOf(HasSubstr("'settling' is taken by"), HasSubstr(good)));
}

TEST_F(load_plugins_test, refuses_the_cores_own_id)
{
   expect_refused(
      with_manifest(spoilt("witness"), "plugin: name\nversion: 1.0.0\ntitle: T\n"),
      "the id 'name' belongs to dnslint itself");
}

TEST_F(load_plugins_test, refuses_a_file_that_anyone_may_write)
{
   auto const file = folder.write("witness.so", spoilt("witness"));
   fs::permissions(file, fs::perms{0666});
   auto const set = load();
   expect_others(set);
   ASSERT_THAT(set.refused, SizeIs(1));
   EXPECT_EQ(set.refused[0].where.file, file);
   EXPECT_THAT(set.refused[0].message, HasSubstr("anyone may write to the file"));
   EXPECT_FALSE(witness_ran());
}

TEST_F(load_plugins_test, refuses_a_folder_that_anyone_may_write)
{
   scratch_folder const open;
   auto const file = open.write("witness.so", spoilt("witness"));
   fs::permissions(open.path(), fs::perms{01777});
   auto const set =
      load_plugins({open.path(), folder.path()}, dnslint::tests::core_facts(), load_code::yes);
   expect_others(set);
   ASSERT_THAT(set.refused, SizeIs(1));
   EXPECT_EQ(set.refused[0].where.file, file);
   EXPECT_THAT(set.refused[0].message, HasSubstr("anyone may write to its folder"));
   EXPECT_FALSE(witness_ran());
}

TEST_F(load_plugins_test, refuses_a_folder_that_is_not_there)
{
   auto const set = load_plugins(
      {other.path() + "/none", folder.path()}, dnslint::tests::core_facts(), load_code::yes);
   expect_others(set);
   ASSERT_THAT(set.refused, SizeIs(1));
   EXPECT_THAT(set.refused[0].where.file, HasSubstr("/none"));
}

// What can only be seen in the code is refused when it is loaded.
struct loaded_code_test : load_plugins_test {
   void expect_refused_loaded(std::string const& bytes, std::string const& reason)
   {
      auto const file = folder.write("other.so", bytes);
      auto const set = load();
      expect_others(set);
      ASSERT_THAT(set.refused, SizeIs(1)) << base::to_text(set.refused);
      EXPECT_EQ(set.refused[0].where.file, file);
      EXPECT_THAT(set.refused[0].message, HasSubstr(reason));
   }
};

TEST_F(loaded_code_test, refuses_a_struct_that_is_too_short)
{
   expect_refused_loaded(spoilt("short_struct"), "its dnslint_plugin has 48 bytes, 64 are needed");
}

TEST_F(loaded_code_test, refuses_another_abi_than_the_manifests)
{
   expect_refused_loaded(spoilt("wrong_abi"), "its symbol is for another ABI than its manifest");
}

TEST_F(loaded_code_test, refuses_a_null_function)
{
   expect_refused_loaded(spoilt("null_function"), "lacks a function");
}

TEST_F(loaded_code_test, refuses_another_id_than_the_manifests)
{
   expect_refused_loaded(
      with_manifest(spoilt("witness"), "plugin: other\nversion: 1.0.0\ntitle: T\n"),
      "its code is 'witness' 1.0.0, its manifest 'other' 1.0.0");
}

TEST_F(loaded_code_test, refuses_another_version_than_the_manifests)
{
   expect_refused_loaded(
      with_manifest(spoilt("witness"), "plugin: witness\nversion: 1.0.1\ntitle: T\n"),
      "its code is 'witness' 1.0.0, its manifest 'witness' 1.0.1");
}

TEST_F(loaded_code_test, refuses_a_probe_that_the_code_lacks)
{
   expect_refused_loaded(
      with_manifest(
         spoilt("witness"), "plugin: witness\nversion: 1.0.0\ntitle: T\nprobes: { listen: {} }\n"),
      "its code has no probe 'listen'");
}

TEST_F(loaded_code_test, refuses_what_the_dynamic_linker_refuses)
{
   auto bytes = spoilt("witness");
   Elf64_Ehdr head;
   std::memcpy(&head, bytes.data(), sizeof head);
   for (std::size_t i = 0; i != head.e_phnum * sizeof(Elf64_Phdr); ++i)
      bytes[head.e_phoff + i] = '\0';
   expect_refused_loaded(bytes, "the plugin cannot be loaded");
   EXPECT_FALSE(witness_ran());
}

}  // namespace
}  // namespace dnslint::plugin::tests
