// SPDX-License-Identifier: Apache-2.0
#include "key_record.hpp"

#include <dnslint/base64.hpp>
#include <dnslint/tag_list.hpp>

#include <algorithm>

namespace dkim {
namespace {

using dnslint::column_of;

// FWS of RFC 6376 section 2.8.
constexpr std::string_view folding_blanks = " \t\r\n";

bool has(std::vector<std::string> const& words, std::string_view word)
{
   return std::ranges::find(words, word) != words.end();
}

std::string without_folding(std::string_view text)
{
   std::string kept;
   std::ranges::copy_if(text, std::back_inserter(kept), [](char c) {
      return !dnslint::is_one_of(c, folding_blanks);
   });
   return kept;
}

// Goes through the tags of one record. Borrows the record's text.
class record_reader {
public:
   explicit record_reader(std::string_view text)
   : text_{text}
   {}

   key_record read()
   {
      auto list = dnslint::read_tag_list(
         text_, dnslint::dkim_grammar, {.tags = most_tags, .errors = most_entries});
      read_.errors = std::move(list.errors);
      if (list.unread != 0)
         fail(text_.size() - list.unread, "the record has more tags than are read here");
      for (auto const& tag : list.tags)
         check_name(tag);
      check_version(list);
      read_words(list);
      read_key(list);
      read_.is_revoked = read_.is_revoked && !read_.is_discarded;
      std::ranges::stable_sort(read_.errors, {}, &dnslint::parse_error::column);
      return std::move(read_);
   }

private:
   static constexpr std::size_t most_tags = 100;

   // RFC 6376 section 3.2: with a tag that stands twice the whole list is invalid.
   void check_name(dnslint::tag const& tag)
   {
      constexpr std::string_view known = " v h k n p s t g ";
      if (tag.is_repeated)
         discard(
            tag.name_offset, "tag " + tag.name + " stands twice, which makes the record invalid");
      else if (known.find(' ' + tag.name + ' ') == known.npos)
         tell(read_.unknown_tags, tag.name);
   }

   void check_version(dnslint::tag_list const& list)
   {
      auto const* const version = list.find("v");
      if (version == nullptr)
         return;
      if (version->value != "DKIM1")
         discard(
            version->value_offset,
            "the version is " + dnslint::quoted(version->value) +
               ", and receivers discard every record but those of DKIM1");
      else if (version != &list.tags.front())
         discard(version->name_offset, "tag v is not the first one");
      read_.has_version = version->value == "DKIM1";
   }

   void read_words(dnslint::tag_list const& list)
   {
      if (auto const* const type = list.find("k"))
         read_.type = dnslint::to_lower(dnslint::printable(type->value));
      read_.hashes = words_of(list, "h");
      read_.services = words_of(list, "s");
      auto const flags = words_of(list, "t");
      read_.is_testing = has(flags, "y");
      read_.is_strict = has(flags, "s");
   }

   // The words of a tag, colons between them. A tag without any word says nothing.
   std::vector<std::string> words_of(dnslint::tag_list const& list, std::string_view name)
   {
      std::vector<std::string> words;
      auto const* const tag = list.find(name);
      if (tag == nullptr)
         return words;
      for (auto const& entry : dnslint::split_list(tag->value, ':', most_entries))
         if (entry.text.empty())
            fail(tag->value_offset + entry.offset, "tag " + tag->name + " has an empty word");
         else
            words.push_back(dnslint::to_lower(dnslint::printable(entry.text)));
      return words;
   }

   void read_key(dnslint::tag_list const& list)
   {
      auto const* const p = list.find("p");
      if (p == nullptr)
         return discard(text_.size(), "there is no tag p, which has the key");
      read_.key_text = without_folding(p->value);
      read_.is_revoked = read_.key_text.empty();
      if (read_.is_revoked)
         return;
      auto const decoded = dnslint::from_base64(p->value, folding_blanks);
      if (decoded.error)
         // The values of tags are ASCII, so that columns count bytes.
         return discard(p->value_offset + decoded.error->column - 1, "p: " + decoded.error->text);
      if (!read_.has_known_type())
         return;
      read_.key =
         read_.type == "rsa" ? read_rsa_key(decoded.bytes) : read_ed25519_key(decoded.bytes);
      read_.is_read = read_.key.is_read();
      if (!read_.is_read)
         discard(p->value_offset, "p: " + read_.key.error);
   }

   // An error for which receivers do not use the key.
   void discard(std::size_t offset, std::string text)
   {
      read_.is_discarded = true;
      fail(offset, std::move(text));
   }

   void fail(std::size_t offset, std::string text)
   {
      if (read_.errors.size() != most_entries)
         read_.errors.push_back({column_of(text_, offset), std::move(text)});
   }

   static void tell(std::vector<std::string>& list, std::string const& text)
   {
      if (list.size() != most_entries)
         list.push_back(text);
   }

   std::string_view text_;
   key_record read_;
};

}  // namespace

bool key_record::allows_sha256() const
{
   return hashes.empty() || has(hashes, "sha256");
}

bool key_record::allows_mail() const
{
   return services.empty() || has(services, "*") || has(services, "email");
}

bool is_meant_as_key(std::string_view text)
{
   auto const list = dnslint::read_tag_list(text, dnslint::dkim_grammar, {.tags = 20, .errors = 1});
   auto const find = [&](std::string_view name) {
      return std::ranges::find_if(list.tags, [&](dnslint::tag const& t) {
         return dnslint::equal_ignoring_case(t.name, name);
      });
   };
   if (auto const version = find("v"); version != list.tags.end())
      return dnslint::starts_with_ignoring_case(version->value, "dkim");
   return find("p") != list.tags.end();
}

key_record read_key_record(std::string_view text)
{
   return record_reader{text}.read();
}

}  // namespace dkim
