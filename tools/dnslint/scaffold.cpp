// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/scaffold.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>

namespace dnslint::command {
namespace {

namespace fs = std::filesystem;
using paths = std::vector<fs::path>;

constexpr std::size_t longest_name = 40;

// The core's own facts, what CMake keeps as names of targets, and the reserved words of CEL, which
// cannot follow `facts.`.
constexpr std::array<std::string_view, 29> reserved{
   "all",  "as",       "break", "clean", "const",     "continue", "else",      "false",
   "for",  "function", "help",  "if",    "in",        "import",   "install",   "let",
   "lib",  "loop",     "name",  "null",  "var",       "package",  "namespace", "return",
   "test", "true",     "void",  "while", "edit-cache"};

bool is_word_character(char c)
{
   return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_kebab(std::string_view name)
{
   char before = '-';
   for (char const c : name) {
      if (!is_word_character(c) && (c != '-' || before == '-'))
         return false;
      before = c;
   }
   return before != '-' && (name.front() < '0' || name.front() > '9');
}

// "My_Plugin" -> "my-plugin"; empty when nothing good comes of it.
std::string kebab_of(std::string_view name)
{
   std::string made;
   for (char const c : base::lower(name))
      if (is_word_character(c))
         made += c;
      else if (!made.empty() && made.back() != '-')
         made += '-';
   while (!made.empty() && made.back() == '-')
      made.pop_back();
   return !made.empty() && made.size() <= longest_name && is_kebab(made) ? made : std::string{};
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
   for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
   return text;
}

base::diagnostic system_error(fs::path const& path, std::string_view action, int number)
{
   return base::error_in(path.string(), fmt::format("{}: {}", action, std::strerror(number)));
}

// The files of a template's folder, by their path in it.
base::result<paths> files_of(fs::path const& folder)
{
   paths all;
   std::error_code failed;
   fs::recursive_directory_iterator entry{folder, failed};
   for (; !failed && entry != fs::recursive_directory_iterator{}; entry.increment(failed))
      if (entry->is_regular_file())
         all.push_back(entry->path().lexically_relative(folder));
   if (failed)
      return base::error_in(
         folder.string(),
         fmt::format("the template cannot be read: {}", failed.message()),
         "it is installed with dnslint, in share/dnslint/template");
   return all;
}

std::optional<base::diagnostic> write_new(fs::path const& to, std::string const& text)
{
   std::error_code failed;
   fs::create_directories(to.parent_path(), failed);
   std::unique_ptr<FILE, int (*)(FILE*)> file{std::fopen(to.c_str(), "wx"), &std::fclose};
   if (!file)
      return system_error(to, errno == EEXIST ? "nothing is overwritten" : "cannot be made", errno);
   auto const whole = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
   if (std::fclose(file.release()) != 0 || !whole)
      return system_error(to, "cannot be written", errno);
   return std::nullopt;
}

// What has been written so far goes again unless keep() says that it is all there.
class written_files {
public:
   explicit written_files(scaffold const& s)
   : s_{&s}
   {}
   written_files(written_files const&) = delete;
   written_files& operator=(written_files const&) = delete;
   ~written_files()
   {
      std::error_code ignored;
      if (!kept_ && s_->makes_folder)
         fs::remove_all(s_->target, ignored);
      else if (!kept_)
         for (auto const& file : files_)
            fs::remove(file, ignored);
   }

   std::optional<base::diagnostic> write(fs::path const& from, fs::path const& as)
   {
      std::ifstream in{from, std::ios::binary};
      if (!in)
         return system_error(from, "the template cannot be read", errno);
      std::string const text{std::istreambuf_iterator<char>{in}, {}};
      auto const to = s_->target / replaced(as.string(), "NAME", s_->name);
      if (auto problem = write_new(to, filled(text, s_->name)))
         return problem;
      files_.push_back(to);
      return std::nullopt;
   }

   paths keep()
   {
      kept_ = true;
      std::ranges::sort(files_);
      return std::move(files_);
   }

private:
   scaffold const* s_;
   paths files_;
   bool kept_ = false;
};

}  // namespace

std::optional<base::diagnostic> wrong_name(std::string_view name)
{
   if (std::ranges::find(reserved, name) != reserved.end())
      return base::error(fmt::format("'{}' is a reserved word", name), "choose another name");
   if (!name.empty() && name.size() <= longest_name && is_kebab(name))
      return std::nullopt;
   auto const near = kebab_of(name);
   return base::error(
      fmt::format(
         "'{}' is no name: it must be lower-case letters, digits and single hyphens, begin with a "
         "letter, and be at most {} characters",
         name,
         longest_name),
      near.empty() ? "such as acme-mail" : fmt::format("did you mean '{}'?", near));
}

std::string filled(std::string_view text, std::string_view name)
{
   auto const facts = replaced(std::string{name}, "-", "_");
   return replaced(replaced(std::string{text}, "@NAME@", name), "@FACTS@", facts);
}

base::result<paths> write_scaffold(scaffold const& s)
{
   std::error_code failed;
   if (s.makes_folder && !fs::create_directory(s.target, failed))
      return failed ? base::error_in(s.target.string(), "cannot be made: " + failed.message())
                    : base::error_in(
                         s.target.string(),
                         "it exists already, and nothing is overwritten",
                         "choose another name, or another folder with --in DIR");
   written_files written{s};
   for (auto const& folder : s.templates) {
      auto const files = files_of(folder);
      if (!files)
         return files.errors();
      for (auto const& file : *files)
         if (auto problem = written.write(folder / file, file))
            return *problem;
   }
   return written.keep();
}

}  // namespace dnslint::command
