// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/file_trust.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <iterator>
#include <list>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace dnslint::plugin {
namespace {

namespace fs = std::filesystem;

constexpr unsigned most_links = 40;  // the limit of the kernel

// Follows one path from the root of the file system, as the kernel does.
class path_walk {
public:
   explicit path_walk(std::string const& given)
   : given_{given}
   {}

   std::optional<base::diagnostic> complaint()
   {
      std::error_code error;
      auto const whole = fs::absolute(given_, error);
      add(whole, left_.end());
      while (!left_.empty() && !why_)
         step();
      if (!why_)
         judge_file();
      return std::move(why_);
   }

private:
   void add(fs::path const& path, std::list<fs::path>::iterator before)
   {
      for (auto const& part : path.relative_path())
         if (!part.empty() && part != ".")
            left_.insert(before, part);
   }

   void step()
   {
      auto const part = left_.front();
      left_.pop_front();
      if (part == "..") {
         at_ = at_.parent_path();
         return;
      }
      struct stat folder {};
      struct stat entry {};
      auto const next = at_ / part;
      if (stat(at_.c_str(), &folder) != 0 || lstat(next.c_str(), &entry) != 0)
         return refuse_unreadable(errno);
      judge_folder(folder, entry);
      if (why_)
         return;
      if (S_ISLNK(entry.st_mode))
         follow(next);
      else
         at_ = next;
   }

   void follow(fs::path const& link)
   {
      std::error_code error;
      auto const to = fs::read_symlink(link, error);
      if (error || ++links_ > most_links)
         return refuse_unreadable(error ? error.value() : ELOOP);
      if (to.is_absolute())
         at_ = "/";
      add(to, left_.begin());
   }

   static bool is_trusted(uid_t owner) { return owner == 0 || owner == geteuid(); }

   // Users who may write to a folder decide what its names lead to. In a sticky folder each name
   // belongs to its owner, but other users could still put plugins beside those that are there.
   void judge_folder(struct stat const& folder, struct stat const& entry)
   {
      auto const is_last = left_.empty();
      auto const is_kept_apart = (folder.st_mode & S_ISVTX) != 0 && is_trusted(entry.st_uid);
      if ((folder.st_mode & S_IWOTH) != 0 && (is_last || !is_kept_apart))
         refuse(
            is_last ? "anyone may write to its folder"
                    : fmt::format("anyone may write to {}, which it is below", at_.string()),
            "chmod o-w " + at_.string());
      else if (!is_trusted(folder.st_uid))
         refuse(
            fmt::format("{} belongs to another user", at_.string()),
            "move the plugin to a folder of your own");
   }

   void judge_file()
   {
      struct stat file {};
      if (stat(at_.c_str(), &file) != 0)
         refuse_unreadable(errno);
      else if (!S_ISREG(file.st_mode))
         refuse("it is not a regular file", {});
      else if ((file.st_mode & S_IWOTH) != 0)
         refuse("anyone may write to the file", "chmod o-w " + at_.string());
      else if (!is_trusted(file.st_uid))
         refuse("the file belongs to another user", "copy it, if you trust that user");
   }

   void refuse(std::string const& reason, std::string hint)
   {
      why_ = base::error_in(given_, "the plugin is refused: " + reason, std::move(hint));
   }
   void refuse_unreadable(int reason)
   {
      why_ = base::error_in(
         given_, fmt::format("the plugin cannot be read: {}", std::strerror(reason)));
   }

   std::string const& given_;
   fs::path at_{"/"};
   std::list<fs::path> left_;
   unsigned links_ = 0;
   std::optional<base::diagnostic> why_;
};

}  // namespace

std::optional<base::diagnostic> distrust(std::string const& path)
{
   return path_walk{path}.complaint();
}

}  // namespace dnslint::plugin
