// SPDX-License-Identifier: Apache-2.0
// Plugins and rule packs that the user brings, right and wrong ones.
#include "tests/integration/scan_run.hpp"

#include <filesystem>
#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

constexpr std::string_view good_pack = R"(pack: mine
version: 1.0.0
variables:
  text: { type: string, default: "anything", description: "what must be there" }
rules:
  - id: mine/has-text
    title: The domain publishes the text
    category: dns.policy
    severity: low
    lookups:
      txt: { name: "{domain}", type: TXT }
    assert: 'txt.records.exists(r, r.text == vars.text)'
    message: "no TXT record {vars.text}"
    fix: { text: "Publish it." }
    docs: "Judges whether the text is there."
    references: [RFC 1035 section 3.3.14]
)";

ended_process scan(words more)
{
   more.insert(more.begin(), {"scan", "good.test", "--zone", sample_lab(), "--format", "jsonl"});
   return dnslint(more);
}

fs::path plugin_folder()
{
   return fs::path{DNSLINT_COMMAND}.parent_path().parent_path() / "lib/dnslint/plugins";
}

TEST(rule_packs, are_loaded_from_a_file_or_a_folder_and_take_settings)
{
   work_folder const folder;
   auto const file = folder.write("packs/mine.yaml", good_pack);
   for (auto const& path : {file, folder.at("packs")}) {
      auto const done = scan({"--rules", path});
      EXPECT_EQ(done.status, 0) << done.err;
      EXPECT_EQ(
         check_of(domain_lines(done.out).at(0), "mine/has-text")["message"].text(),
         "no TXT record anything");
      auto const set = scan({"--rules", path, "--set", "mine.text=v=spf1 mx -all"});
      EXPECT_EQ(check_of(domain_lines(set.out).at(0), "mine/has-text")["outcome"].text(), "pass");
   }
}

TEST(rule_packs, that_are_wrong_are_shown_where)
{
   struct wrong {
      std::string from;
      std::string to;
      std::string place;
      std::string says;
   };
   work_folder const folder;
   for (auto const& w : std::vector<wrong>{
           {"    assert: '", "    asert: '", ":12:5: error: ", "did you mean 'assert'"},
           {"exists(r, r.text == vars.text)", "exists(r, r.txt == vars.text)", ":12:", "txt"},
           {"vars.text)", "vars.txt)", ":12:", "txt"},
           {"r.text == vars.text)", "r.text == 5)", ":12:", "int"},
           {"severity: low", "severity: lwo", ":9:", "did you mean 'low'"},
           {"version: 1.0.0", "version: 1.0.0\nversion: 1.0.1", ":3:1: error: ", "version"},
           {"title: The", "title: &a The", ":7:", "error"},
           {"type: TXT", "type: TXTT", ":11:", "TXT"}}) {
      auto text = std::string{good_pack};
      text.replace(text.find(w.from), w.from.size(), w.to);
      auto const file = folder.write("pack.yaml", text);
      auto const done = scan({"--rules", file});
      EXPECT_EQ(done.status, 2) << w.to;
      EXPECT_EQ(done.out, "") << w.to;
      EXPECT_THAT(done.err, AllOf(HasSubstr(file + w.place), HasSubstr(w.says), HasSubstr("^")))
         << w.to;
   }
}

TEST(plugins, that_are_no_plugins_are_refused_and_the_scan_goes_on)
{
   work_folder const folder;
   auto const text = folder.write("text/broken.so", "not a library\n");
   auto const cut =
      folder.write("cut/broken.so", read_file(plugin_folder() / "spf.so").substr(0, 2000));
   for (auto const& file : {text, cut}) {
      auto const done = scan({"--plugins", fs::path{file}.parent_path().string()});
      EXPECT_EQ(done.status, 3);
      EXPECT_THAT(done.err, AllOf(HasSubstr(file), HasSubstr("the plugin is refused: ")));
      EXPECT_EQ(check_of(domain_lines(done.out).at(0), "spf/present")["outcome"].text(), "pass");
   }
}

TEST(plugins, of_the_same_name_are_refused)
{
   work_folder const folder;
   auto const copy = folder.write("spf.so", read_file(plugin_folder() / "spf.so"));
   auto const done = scan({"--plugins", folder.path().string()});
   EXPECT_EQ(done.status, 3);
   EXPECT_THAT(done.err, HasSubstr(copy));
   EXPECT_EQ(check_of(domain_lines(done.out).at(0), "spf/present")["outcome"].text(), "pass");
}

// Anybody could put code there that runs with the user's rights.
TEST(plugins, that_everybody_can_write_are_refused)
{
   work_folder const folder;
   auto const file = folder.write("spf.so", read_file(plugin_folder() / "spf.so"));
   fs::permissions(file, fs::perms::others_write, fs::perm_options::add);
   auto const done = scan({"--plugins", file});
   EXPECT_EQ(done.status, 3);
   EXPECT_THAT(done.err, AllOf(HasSubstr(file), HasSubstr("writ")));
}

TEST(selection, leaves_out_and_lets_in)
{
   auto const only = domain_lines(scan({"--checks", "spf/*", "--skip", "spf/present"}).out).at(0);
   for (auto const& [id, outcome] : outcomes_of(only)) {
      EXPECT_THAT(id, testing::StartsWith("spf/"));
      EXPECT_NE(id, "spf/present");
   }
   auto const bare = outcomes_of(domain_lines(scan({"--no-default-rules"}).out).at(0));
   for (auto const& [id, outcome] : bare)
      EXPECT_FALSE(id.starts_with("baseline/")) << id;
}

}  // namespace
}  // namespace dnslint::tests
